-- Members sign in at an identity provider. A member has at most one identity at each provider.

create table identities (
  issuer text collate "C" not null,
  subject text collate "C" not null,
  user_id bigint not null references accounts (user_id) on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject),
  unique (user_id, issuer)
);

-- Sign-ins that have begun. The browser keeps their secrets; the row can be used once.
create table provider_sign_ins (
  hash bytea primary key check (length(hash) = 32),
  return_to text collate "C" not null,
  expires_at timestamptz not null
);

create index provider_sign_ins_by_expiry on provider_sign_ins (expires_at);
