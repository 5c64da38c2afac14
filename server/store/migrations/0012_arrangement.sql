-- How somebody, or the walls of a profile, has arranged a board on a screen; without a row it is as everybody has it.
create table arrangement (
    owner text not null,
    board text not null,
    screen text not null,
    tiles text not null,
    updated_at text not null,
    primary key (owner, board, screen)
) without rowid;
