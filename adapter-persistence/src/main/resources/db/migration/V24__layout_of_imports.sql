-- Where the rows of uploaded files are, as far as the client states it, and the columns that an import ignores.
alter table imports
  add delimiter text,
  add header_line bigint not null default 0,
  add sheet text,
  add ignored_columns text[] not null default '{}';
