package dev.leadlight.scoring.fold.shell;

import static dev.leadlight.scoring.fold.shell.ReplicasByHand.e;
import static dev.leadlight.scoring.fold.shell.ReplicasByHand.part;

import dev.leadlight.contracts.event.ShopperEvent;
import java.util.List;

/** What has happened before, what is going on, and what another replica has at the same time. */
@SuppressWarnings("ImmutableEnumChecker")
enum Story {
  SIMPLE(
      List.of(e("PT0S", "anonymous:a1"), e("PT1M", "user:u1")),
      List.of(e("PT2M", "user:u1", "anonymous:a1"), e("PT3M", "anonymous:a1")),
      List.of(e("PT4M", "anonymous:a1"), e("PT5M", "user:u1"))),
  CHAIN(
      List.of(e("PT0S", "anonymous:a1"), e("PT1M", "email:e@example.com")),
      List.of(
          e("PT2M", "loyalty:l1"),
          e("PT3M", "email:e@example.com", "anonymous:a1"),
          e("PT4M", "loyalty:l1", "email:e@example.com"),
          e("PT5M", "user:u1", "loyalty:l1"),
          e("PT6M", "anonymous:a1")),
      List.of(e("PT7M", "anonymous:a1"), e("PT8M", "user:u1", "anonymous:a1"))),
  DIAMOND(
      List.of(
          e("PT0S", "anonymous:a1"),
          e("PT1M", "anonymous:a2"),
          e("PT2M", "email:e@example.com", "anonymous:a1"),
          e("PT3M", "phone:+4915112345678", "anonymous:a2")),
      List.of(
          e("PT4M", "loyalty:l1", "email:e@example.com"),
          e("PT5M", "loyalty:l1", "phone:+4915112345678")),
      List.of(e("PT6M", "anonymous:a2", "anonymous:a1"), e("PT7M", "phone:+4915112345678"))),
  BOTH_ENDS(
      List.of(e("PT0S", "anonymous:a1"), e("PT1M", "email:e@example.com"), e("PT2M", "loyalty:l1")),
      List.of(e("PT3M", "email:e@example.com", "anonymous:a1"), e("PT4M", "anonymous:a1")),
      List.of(e("PT5M", "loyalty:l1", "email:e@example.com"), e("PT6M", "loyalty:l1"))),
  TABLET(
      List.of(e("PT0S", "user:u1", "device:d1"), e("PT1M", "device:d1")),
      List.of(
          e("PT2M", "user:u2", "device:d1"),
          e("PT3M", "user:u3", "device:d1"),
          e("PT4M", "device:d1")),
      List.of(e("PT5M", "user:u1"), e("PT6M", "user:u3"))),
  MOVE(
      List.of(e("PT0S", "user:u1", "anonymous:a1"), e("PT1M", "anonymous:a1")),
      List.of(e("PT2M", "user:u2", "anonymous:a1"), e("PT3M", "anonymous:a1")),
      List.of(e("PT4M", "user:u1"), e("PT5M", "user:u2"))),
  SIXTH(
      List.of(
          e("PT0S", "user:u1", "anonymous:a1"),
          e("PT1M", "user:u1", "anonymous:a2"),
          e("PT2M", "user:u1", "anonymous:a3"),
          e("PT3M", "user:u1", "anonymous:a4")),
      List.of(e("PT4M", "user:u1", "anonymous:a5"), e("PT5M", "user:u1", "anonymous:a6")),
      List.of(e("PT6M", "user:u1"))),
  SEEN_AGAIN(
      List.of(
          e("PT0S", "user:u1", "anonymous:a1"),
          e("PT1M", "user:u1", "anonymous:a2"),
          e("PT2M", "user:u1", "anonymous:a3"),
          e("PT3M", "user:u1", "anonymous:a4"),
          e("PT4M", "user:u1", "anonymous:a5")),
      List.of(e("PT5M", "user:u1", "anonymous:a6")),
      List.of(e("PT6M", "user:u1", "anonymous:a1"))),
  PARTING(
      List.of(
          e("PT0S", "anonymous:a1"), e("PT1M", "user:u1"), e("PT2M", "user:u1", "anonymous:a1")),
      List.of(
          part("anonymous:a1", "user:u1"),
          e("PT4M", "anonymous:a1"),
          e("PT5M", "user:u1", "anonymous:a1")),
      List.of(e("PT6M", "user:u1"), e("PT7M", "anonymous:a1")));

  final List<ShopperEvent> before;
  final List<ShopperEvent> now;
  final List<ShopperEvent> elsewhere;

  Story(List<ShopperEvent> before, List<ShopperEvent> now, List<ShopperEvent> elsewhere) {
    this.before = before;
    this.now = now;
    this.elsewhere = elsewhere;
  }
}
