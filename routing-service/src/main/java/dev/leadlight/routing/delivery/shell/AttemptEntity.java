package dev.leadlight.routing.delivery.shell;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One attempt of a delivery, to be looked at. */
@Entity
@Immutable
@Table(name = "attempt")
@IdClass(AttemptEntity.Key.class)
@SuppressWarnings("NullAway.Init")
class AttemptEntity extends PanacheEntityBase {

  @Id String deliveryId;
  @Id int number;
  Instant startedAt;
  long tookMs;
  @Nullable Integer status;
  String outcome;
  @Nullable String excerpt;
  @Nullable String request;

  AttemptView view() {
    return new AttemptView(number, startedAt, tookMs, outcome, status, request, excerpt);
  }

  /** Which attempt of which delivery. */
  record Key(String deliveryId, int number) implements Serializable {}
}
