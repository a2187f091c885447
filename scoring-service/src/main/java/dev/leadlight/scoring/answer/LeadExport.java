package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.EvidenceKey;
import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.scorecard.When;
import dev.leadlight.scoring.lead.AnnouncedChange;
import dev.leadlight.scoring.lead.Evidence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Moments;
import dev.leadlight.scoring.lead.Order;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.lead.RecentMessages;
import dev.leadlight.scoring.lead.Refund;
import dev.leadlight.scoring.lead.Spans;
import dev.leadlight.scoring.lead.Subscription;
import dev.leadlight.scoring.score.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held about a person here.
 *
 * @param lead how ready the lead is now, and why
 * @param absorbed leads that have become part of this one
 * @param apart leads that somebody has said to be other people
 * @param separated identities that were taken out of this lead, and the lead they went to
 * @param evidence by the identity under which it came, as {@code kind:value}
 * @param tierChanges the latest that were announced
 * @param messages the latest messages that were counted, by hash
 * @param eventsReadUpTo by partition of the events topic: the latest record of this lead
 */
public record LeadExport(
    Instant exportedAt,
    LeadAnswer lead,
    List<HeldIdentity> identities,
    HeldProfile profile,
    List<LeadId> absorbed,
    Set<LeadId> apart,
    Map<String, LeadId> separated,
    Map<String, HeldEvidence> evidence,
    List<AnnouncedChange> tierChanges,
    List<Message> messages,
    Map<Integer, Long> eventsReadUpTo) {

  /** An identity. */
  public record HeldIdentity(String identity, Instant lastSeenAt) {}

  /** How to address the person, and what was allowed. */
  public record HeldProfile(
      @Nullable String name,
      @Nullable String locale,
      @Nullable String timezone,
      Map<String, HeldConsent> consents,
      @Nullable HeldSubscription subscription) {}

  /**
   * That mails were asked for.
   *
   * @param email null for whichever address the person has
   */
  public record HeldSubscription(@Nullable String email, Instant askedAt) {}

  /** What was said about one purpose. */
  public record HeldConsent(boolean given, Instant saidAt) {}

  /**
   * What one identity has done.
   *
   * @param conditions what was met, and when
   * @param visits with pauses of 30 minutes and more between them
   * @param activity anything the shopper did, with pauses of a day and more between
   */
  public record HeldEvidence(
      List<Met> conditions,
      List<Span> visits,
      List<Span> activity,
      List<Order> orders,
      List<Refund> refunds) {}

  /**
   * A condition that was met.
   *
   * @param rules of the card in force that look at it; none if only an earlier card did
   * @param at exact moments
   * @param countsByDay older ones
   */
  public record Met(Set<String> rules, List<Instant> at, Map<LocalDate, Integer> countsByDay) {}

  /** From the first event to the last. */
  public record Span(Instant from, Instant to) {}

  /**
   * A message that counts already.
   *
   * @param hash the first 64 bits of the SHA-256 of its id, in hexadecimal
   */
  public record Message(String hash, Instant countedAt) {}

  /** Gathers it. */
  public static LeadExport of(LeadState lead, Terms terms, Instant now) {
    Map<Long, Set<String>> rules = rulesByEvidence(terms.card());
    Map<String, HeldEvidence> evidence = new TreeMap<>();
    lead.evidence().forEach((origin, each) -> evidence.put(origin, evidence(each, rules)));
    return new LeadExport(
        now,
        LeadAnswer.of(lead, terms, now),
        lead.identities().stream()
            .map(
                known ->
                    new HeldIdentity(
                        known.identity().label(), Instant.ofEpochMilli(known.seenAt())))
            .toList(),
        profile(lead.profile()),
        List.copyOf(lead.absorbed()),
        lead.apart(),
        lead.separated(),
        evidence,
        lead.changes(),
        messages(lead.messages()),
        new TreeMap<>(lead.offsets()));
  }

  private static Map<Long, Set<String>> rulesByEvidence(Scorecard card) {
    Map<Long, Set<String>> rules = new TreeMap<>();
    for (Group group : card.groups()) {
      for (Rule rule : group.rules()) {
        note(rules, rule.evidence(), rule);
        if (rule.when() instanceof When.Absent absent) {
          note(rules, absent.evidence(), rule);
        }
      }
    }
    return rules;
  }

  private static void note(Map<Long, Set<String>> rules, EvidenceKey key, Rule rule) {
    rules.computeIfAbsent(key.value(), each -> new TreeSet<>()).add(rule.id());
  }

  private static HeldEvidence evidence(Evidence evidence, Map<Long, Set<String>> rules) {
    Set<Long> keys = new TreeSet<>(evidence.exact().keySet());
    keys.addAll(evidence.days().keySet());
    List<Met> conditions = new ArrayList<>();
    for (long key : keys) {
      Map<LocalDate, Integer> days = new TreeMap<>();
      evidence
          .days()
          .getOrDefault(key, Map.of())
          .forEach((day, count) -> days.put(LocalDate.ofEpochDay(day), count));
      conditions.add(
          new Met(
              rules.getOrDefault(key, Set.of()),
              Arrays.stream(evidence.exact().getOrDefault(key, Moments.none()).times())
                  .mapToObj(Instant::ofEpochMilli)
                  .toList(),
              days));
    }
    return new HeldEvidence(
        conditions,
        spans(evidence.sessions()),
        spans(evidence.activity()),
        evidence.ordersInTime(),
        List.copyOf(evidence.refunds().values()));
  }

  private static List<Span> spans(Spans spans) {
    List<Span> all = new ArrayList<>(spans.size());
    for (int i = 0; i < spans.size(); i++) {
      all.add(new Span(Instant.ofEpochMilli(spans.start(i)), Instant.ofEpochMilli(spans.end(i))));
    }
    return all;
  }

  private static HeldProfile profile(Profile profile) {
    Map<String, HeldConsent> consents = new TreeMap<>();
    profile
        .consents()
        .forEach(
            (purpose, said) ->
                consents.put(
                    purpose, new HeldConsent(said.given(), Instant.ofEpochMilli(said.at()))));
    Subscription asked = profile.subscription();
    return new HeldProfile(
        profile.name(),
        profile.locale(),
        profile.timezone(),
        consents,
        asked == null
            ? null
            : new HeldSubscription(asked.email(), Instant.ofEpochMilli(asked.at())));
  }

  private static List<Message> messages(RecentMessages messages) {
    List<Message> all = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      all.add(
          new Message(
              Long.toHexString(messages.hash(i)), Instant.ofEpochSecond(messages.second(i))));
    }
    return all;
  }
}
