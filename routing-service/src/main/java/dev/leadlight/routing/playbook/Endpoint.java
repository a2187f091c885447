package dev.leadlight.routing.playbook;

import dev.leadlight.routing.delivery.DigestTimes;
import dev.leadlight.routing.delivery.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A destination as far as planning goes.
 *
 * @param type for example {@code slack}
 * @param verbs what can be asked of it
 * @param lists ids of the account's lists, by the names that playbooks use
 * @param digest when its messages go together, unless an action says otherwise; null if each goes
 *     at once
 */
public record Endpoint(
    String type, Set<Verb> verbs, Map<String, String> lists, @Nullable DigestTimes digest) {

  /** Parameter of the verbs about lists, in place of {@link Verb#LIST}: a name in {@code lists}. */
  public static final String LIST_NAME = "listName";

  private static final String EMAIL = "email";

  public Endpoint {
    verbs = Set.copyOf(verbs);
    lists = Map.copyOf(lists);
  }

  /** One with neither lists nor digests. */
  public static Endpoint of(String type, Set<Verb> verbs) {
    return new Endpoint(type, verbs, Map.of(), null);
  }

  /**
   * An action's parameters as connectors understand them: lists by their ids, digests by their
   * times. Empty if it can't be done here: the verb isn't offered, or the list isn't known.
   */
  Optional<Map<String, String>> parameters(Action action) {
    Map<String, String> with = new HashMap<>(action.with());
    String listName = with.remove(LIST_NAME);
    String list = listName == null ? null : lists.get(listName);
    if (!verbs.contains(action.verb()) || (listName != null && list == null)) {
      return Optional.empty();
    }
    if (list != null) {
      with.put(Verb.LIST, list);
    }
    if (action.verb() == Verb.NOTIFY) {
      with.remove(DigestTimes.NAME);
      digest(action).ifPresent(times -> with.put(DigestTimes.NAME, times.text()));
    }
    return Optional.of(with);
  }

  /**
   * When an action's messages go together; empty if each goes at once. Only mails are collected.
   */
  Optional<DigestTimes> digest(Action action) {
    if (action.verb() != Verb.NOTIFY || !type.equals(EMAIL)) {
      return Optional.empty();
    }
    String asked = action.with().get(DigestTimes.NAME);
    return asked == null ? Optional.ofNullable(digest) : DigestTimes.parse(asked);
  }
}
