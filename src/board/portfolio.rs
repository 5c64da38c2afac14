//! The portfolio board.
