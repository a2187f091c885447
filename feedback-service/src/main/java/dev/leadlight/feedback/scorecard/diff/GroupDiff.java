package dev.leadlight.feedback.scorecard.diff;

import dev.leadlight.contracts.scorecard.Group;
import dev.leadlight.contracts.scorecard.Limit;
import dev.leadlight.contracts.scorecard.Rule;
import dev.leadlight.feedback.scorecard.diff.Changes.Placed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups and their rules. A rule that stands in another group than before has moved. */
final class GroupDiff {

  private final Changes changes;

  GroupDiff(Changes changes) {
    this.changes = changes;
  }

  /** A rule and the group that it stands in. */
  private record Member(String group, Rule rule) {}

  void compare(List<Group> before, List<Group> after) {
    changes.each(
        Changes.placed(before, "/groups", Group::id),
        Changes.placed(after, "/groups", Group::id),
        GroupDiff::added,
        group -> "The group " + group.id() + " is gone",
        this::group);
    changes.each(
        members(before),
        members(after),
        member -> "In " + member.group() + " there is a new rule " + rule(member.rule()),
        member -> "The rule " + rule(member.rule()) + " is gone from " + member.group(),
        this::member);
  }

  private static String added(Group group) {
    return "There is a new group "
        + group.id()
        + ", with "
        + cap(group.cap())
        + " and "
        + Phrases.decay(group.decay());
  }

  private void group(Group then, Placed<Group> now) {
    String subject = now.item().id() + " has";
    changes.value(now.pointer() + "/cap", subject, then, now.item(), group -> cap(group.cap()));
    changes.value(
        now.pointer() + "/decay", subject, then.decay(), now.item().decay(), Phrases::decay);
  }

  private static String cap(@Nullable Double cap) {
    return cap == null ? "no cap" : "a cap of " + Phrases.points(cap);
  }

  private static Map<String, Placed<Member>> members(List<Group> groups) {
    Map<String, Placed<Member>> members = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      String pointer = "/groups/" + i + "/rules";
      Changes.placed(group.rules(), pointer, Rule::id)
          .forEach(
              (id, rule) ->
                  members.put(
                      id, new Placed<>(new Member(group.id(), rule.item()), rule.pointer())));
    }
    return members;
  }

  private void member(Member then, Placed<Member> now) {
    Rule old = then.rule();
    Rule rule = now.item().rule();
    changes.value(
        now.pointer(),
        "The rule " + rule.id() + " stands in",
        then.group(),
        now.item().group(),
        String::toString);
    changes.value(
        now.pointer() + "/points", worth(rule), old.points(), rule.points(), Phrases::points);
    changes.value(
        now.pointer() + "/on", rule.id() + " listens to", old.on(), rule.on(), Phrases::signals);
    changes.value(
        now.pointer() + "/where",
        rule.id() + " counts",
        old.where(),
        rule.where(),
        Phrases::eventsWhere);
    if (readsTheSame(old, rule) && !old.evidence().equals(rule.evidence())) {
      changes.changed(
          now.pointer() + "/where",
          "The condition of " + rule.id() + " " + Phrases.WRITTEN_OTHERWISE);
    }
    changes.value(
        now.pointer() + "/when", rule.id() + " pays", old.when(), rule.when(), Phrases::when);
    changes.value(
        now.pointer() + "/atMost", rule.id() + " counts", old, rule, each -> limit(each.atMost()));
  }

  private static boolean readsTheSame(Rule old, Rule rule) {
    return old.on().equals(rule.on())
        && Objects.equals(old.distinct(), rule.distinct())
        && Phrases.eventsWhere(old.where()).equals(Phrases.eventsWhere(rule.where()));
  }

  private static String worth(Rule rule) {
    return rule.id() + " is worth";
  }

  private static String rule(Rule rule) {
    return rule.id()
        + " ("
        + Phrases.points(rule.points())
        + " for "
        + Phrases.signals(rule.on())
        + Phrases.where(rule.where())
        + ", "
        + Phrases.when(rule.when())
        + (rule.atMost() == null ? "" : ", " + limit(rule.atMost()))
        + ")";
  }

  private static String limit(@Nullable Limit limit) {
    if (limit == null) {
      return "without a limit";
    }
    String times = limit.times() == 1 ? "once" : limit.times() + " times";
    return "at most " + times + " per " + limit.per().name().toLowerCase(Locale.ROOT);
  }
}
