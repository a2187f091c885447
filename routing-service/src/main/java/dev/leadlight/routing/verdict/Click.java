package dev.leadlight.routing.verdict;

import dev.leadlight.contracts.digest.Sha256;
import dev.leadlight.contracts.learning.Outcome;
import dev.leadlight.contracts.vendor.Payload;
import dev.leadlight.routing.connector.slack.SlackMessage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A click on a button of a Slack message.
 *
 * @param id of this click: Slack tells it again with the same one
 * @param delivery whose message it is
 * @param user member id of whoever clicked
 * @param channel where the message stands
 * @param message its id there
 * @param responseUrl where the message can be replaced for half an hour
 */
public record Click(
    String id,
    Kind kind,
    String delivery,
    String user,
    @Nullable String channel,
    @Nullable String message,
    @Nullable String responseUrl,
    Instant clickedAt) {

  /** Of the outcomes that clicks are told as. */
  public static final String SOURCE = "slack";

  private static final String ID = "slack-";
  private static final int LONGEST = 500;
  private static final int DIGITS = 32;

  /** Which button. */
  public enum Kind {
    GOOD(SlackMessage.GOOD),
    NOT_READY(SlackMessage.NOT_READY),
    SNOOZE(SlackMessage.SNOOZE),
    TAKE(SlackMessage.TAKE);

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    /** As it is stored: {@code not-ready}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether there is nothing more to say then; who takes a lead has not said yet what it is. */
    public boolean isAnswer() {
      return this != TAKE;
    }

    /** The kind with that label. */
    public static Optional<Kind> ofLabel(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }

    static Optional<Kind> ofAction(@Nullable String action) {
      return Arrays.stream(values()).filter(kind -> kind.action.equals(action)).findFirst();
    }
  }

  /**
   * Id of what the user says of a lead at a tier change, whichever message told of that: of several
   * clicks the latest stands, whether somebody was impatient or thought better of it.
   */
  public String verdict(String tierChange) {
    return ID + shortened(String.join("\n", tierChange, user));
  }

  /** Whether an outcome is the verdict of a click; others may call their source the same. */
  public static boolean isToldBy(Outcome outcome) {
    return outcome.source().equals(SOURCE) && outcome.id().startsWith(ID);
  }

  /**
   * The clicks that Slack tells of. Whatever else an app hears of, other buttons and links among
   * it, is none of them.
   *
   * @param payload the JSON of the form's field {@code payload}
   * @param now for a click that says no time that makes sense
   */
  public static List<Click> of(Payload payload, Instant now) {
    String user = payload.object("user").text("id");
    if (!"block_actions".equals(payload.text("type")) || user == null) {
      return List.of();
    }
    return payload.objects("actions").stream()
        .flatMap(action -> click(payload, action, user, now))
        .toList();
  }

  private static Stream<Click> click(Payload payload, Payload action, String user, Instant now) {
    Optional<Kind> kind = Kind.ofAction(action.text("action_id"));
    String delivery = action.text("value");
    String at = action.text("action_ts");
    if (kind.isEmpty() || delivery == null || at == null || delivery.length() > LONGEST) {
      return Stream.empty();
    }
    Payload container = payload.object("container");
    String message = container.text("message_ts");
    String channel = container.text("channel_id");
    return Stream.of(
        new Click(
            ID
                + shortened(
                    String.join("\n", String.valueOf(channel), String.valueOf(message), user, at)),
            kind.get(),
            delivery,
            user,
            channel,
            message,
            payload.text("response_url"),
            moment(at).filter(moment -> !moment.isAfter(now)).orElse(now)));
  }

  private static String shortened(String text) {
    return Sha256.hex(text).substring(0, DIGITS);
  }

  /** Seconds with a fraction, such as {@code 1790000042.5}. */
  private static Optional<Instant> moment(String seconds) {
    try {
      long millis = new BigDecimal(seconds).movePointRight(3).longValue();
      return Optional.of(Instant.ofEpochMilli(millis));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
