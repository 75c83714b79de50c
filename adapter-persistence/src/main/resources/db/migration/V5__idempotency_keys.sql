-- The answers to requests that came with an Idempotency-Key, stored in the transaction of what the request did.
-- fingerprint tells whether the same request comes again; answer is the caller's, whatever it is made of.

create table idempotency_keys (
  key text collate "C" primary key check (length(key) between 1 and 255),
  fingerprint text collate "C" not null,
  answer text not null,
  expires_at timestamptz not null
);

create index idempotency_keys_by_expiry on idempotency_keys (expires_at);
