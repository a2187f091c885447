package dev.leadlight.routing.delivery.shell;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, to be looked at; {@link OutboxStore} changes it. */
@Entity
@Immutable
@Table(name = "delivery")
@SuppressWarnings("NullAway.Init")
class DeliveryEntity extends PanacheEntityBase {

  @Id String id;
  String tierChangeId;
  String playbook;
  String action;
  String destination;
  String verb;
  String parameters;
  String leadId;
  String state;
  int attempts;
  Instant plannedAt;
  Instant dueAt;
  @Nullable Instant expiresAt;
  @Nullable Instant concludedAt;
  @Nullable String reason;

  DeliveryView view() {
    return new DeliveryView(
        id,
        tierChangeId,
        leadId,
        playbook,
        action,
        destination,
        verb,
        OutboxRows.readable(parameters),
        state,
        reason,
        attempts,
        plannedAt,
        concludedAt == null ? dueAt : null,
        expiresAt,
        concludedAt);
  }
}
