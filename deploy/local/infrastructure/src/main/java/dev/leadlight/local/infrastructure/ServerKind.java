package dev.leadlight.local.infrastructure;

/** The servers that the infrastructure knows. */
public enum ServerKind {
  KAFKA,
  REDIS,
  POSTGRES
}
