package dev.leadlight.routing.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a destination; each type of destination knows some of them. */
public enum Verb {
  /** Tells people or machines of the tier change. */
  NOTIFY,
  /** Finds a rep for the lead. No destination hears of it: it is decided while planning. */
  ASSIGN,
  /** Writes the lead into a CRM. */
  UPSERT_CONTACT,
  /** Gives somebody a task in a CRM. */
  CREATE_TASK,
  /** Closes the task that an earlier {@link #CREATE_TASK} has opened. */
  CLOSE_TASK,
  /** Writes the lead into a marketing system. */
  UPSERT_PROFILE,
  /** Tells a marketing system of the tier change as an event of the lead's. */
  TRACK_EVENT,
  /** Puts the lead on the list that parameter {@code list} names. */
  ADD_TO_LIST,
  /** Takes the lead off the list that parameter {@code list} names. */
  REMOVE_FROM_LIST,
  /** Starts the campaign that parameter {@code campaign} names for the lead. */
  TRIGGER_CAMPAIGN,
  /** Writes to the shopper. */
  SEND_EMAIL;

  /** Parameter of the verbs about lists. */
  public static final String LIST = "list";

  /** Parameter of {@link #TRIGGER_CAMPAIGN}. */
  public static final String CAMPAIGN = "campaign";

  /** Types of destinations that keep a log of facts: each is told, in order. */
  private static final Set<String> LOGS = Set.of("webhook", "zapier");

  /** The name used in playbooks, JSON and the database: {@code upsert-contact}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The verb with that label. */
  public static Optional<Verb> ofLabel(String label) {
    return Arrays.stream(values()).filter(verb -> verb.label().equals(label)).findFirst();
  }

  /** Whether it has a destination. */
  public boolean hasDestination() {
    return this != ASSIGN;
  }

  /** Whether it is marketing to the shopper, which needs consent not to have been refused. */
  public boolean isMarketing() {
    return switch (this) {
      case ADD_TO_LIST, TRIGGER_CAMPAIGN, SEND_EMAIL -> true;
      case NOTIFY,
          ASSIGN,
          UPSERT_CONTACT,
          CREATE_TASK,
          CLOSE_TASK,
          UPSERT_PROFILE,
          TRACK_EVENT,
          REMOVE_FROM_LIST ->
          false;
    };
  }

  /** Parameters without which it means nothing. */
  public List<String> required() {
    return switch (this) {
      case ADD_TO_LIST, REMOVE_FROM_LIST -> List.of(LIST);
      case TRIGGER_CAMPAIGN -> List.of(CAMPAIGN);
      case NOTIFY,
          ASSIGN,
          UPSERT_CONTACT,
          CREATE_TASK,
          CLOSE_TASK,
          UPSERT_PROFILE,
          TRACK_EVENT,
          SEND_EMAIL ->
          List.of();
    };
  }

  /**
   * What it is about at its destination: of two deliveries about the same, the one of the later
   * change makes an unsent earlier one pointless. A task given and closed are about the same, as
   * are putting on a list and taking off it.
   *
   * @param destinationType for example {@code slack}
   * @return null if it is a fact that is told in any case
   */
  public @Nullable String subject(String destinationType, Map<String, String> with) {
    return switch (this) {
      case NOTIFY -> LOGS.contains(destinationType) ? null : label();
      case UPSERT_CONTACT, UPSERT_PROFILE, SEND_EMAIL -> label();
      case CREATE_TASK, CLOSE_TASK -> "task";
      case ADD_TO_LIST, REMOVE_FROM_LIST -> "list " + with.getOrDefault(LIST, "");
      case TRIGGER_CAMPAIGN, TRACK_EVENT, ASSIGN -> null;
    };
  }
}
