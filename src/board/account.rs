//! The account board.
