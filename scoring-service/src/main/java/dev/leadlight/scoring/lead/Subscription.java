package dev.leadlight.scoring.lead;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.event.Signal;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has asked for marketing by e-mail, by a deed made to say so. Consent alone doesn't tell
 * that: banners repeat what was chosen long ago with each event, and whoever unsubscribed by a
 * mail's link would have asked for mails again by looking at the next page.
 *
 * @param email the address that the event names; null if it names none
 * @param at when, in epoch milliseconds
 */
public record Subscription(@Nullable String email, long at) {

  private static final Set<Signal> DEEDS =
      Set.of(new Signal("subscribed"), new Signal("survey_answered"));

  /** The purpose of consent that it gives. */
  static final String PURPOSE = "email";

  /** That of an event; null if it is none. */
  static @Nullable Subscription of(ShopperEvent event) {
    return DEEDS.contains(event.signal()) && Boolean.TRUE.equals(event.consent().get(PURPOSE))
        ? new Subscription(address(event), event.occurredAt().toEpochMilli())
        : null;
  }

  static @Nullable Subscription later(@Nullable Subscription one, @Nullable Subscription other) {
    return one == null || (other != null && other.at >= one.at) ? other : one;
  }

  /** Whether it was for mails to that address: none but it, or whichever the person has. */
  public boolean isFor(@Nullable String address) {
    return email == null || email.equals(address);
  }

  private static @Nullable String address(ShopperEvent event) {
    return event.identities().stream()
        .filter(identity -> identity.kind() == IdentityKind.EMAIL)
        .map(Identity::value)
        .findFirst()
        .orElse(null);
  }
}
