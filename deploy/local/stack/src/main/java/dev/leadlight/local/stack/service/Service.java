package dev.leadlight.local.stack.service;

import java.util.Locale;
import java.util.Optional;

/** The four services, by the directories they are built in. */
public enum Service {
  INGEST(""),
  SCORING(""),
  ROUTING("routing"),
  FEEDBACK("feedback");

  private final String database;

  Service(String database) {
    this.database = database;
  }

  /** Directory, artifact and process name: {@code ingest-service}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT) + "-service";
  }

  /** Its own database, if it has one. */
  public Optional<String> database() {
    return database.isEmpty() ? Optional.empty() : Optional.of(database);
  }
}
