package dev.leadlight.routing.playbook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a playbook asks for. Its {@link #name} is unique within the playbook. */
public sealed interface Action {

  /** Unique within the playbook, and part of the delivery's id. */
  String name();

  /** The destination it goes to. */
  String destination();

  /** After which it is not worth telling; null if it always is. */
  @Nullable Duration staleAfter();

  /**
   * Whether a later change of the lead makes an unsent one pointless. If not, the later one waits
   * for the earlier.
   */
  boolean latestWins();

  /** Whether it is marketing, which needs the shopper not to have refused consent. */
  boolean isMarketing();

  /** A message in the team's channel. What counts there is how things stand. */
  record Slack(Duration staleAfter) implements Action {
    @Override
    public String name() {
      return "slack";
    }

    @Override
    public String destination() {
      return "slack";
    }

    @Override
    public boolean latestWins() {
      return true;
    }

    @Override
    public boolean isMarketing() {
      return false;
    }
  }

  /**
   * An e-mail.
   *
   * @param audience who reads it
   */
  record Email(Audience audience, Duration staleAfter) implements Action {
    @Override
    public String name() {
      return "email";
    }

    @Override
    public String destination() {
      return "email";
    }

    @Override
    public boolean latestWins() {
      return true;
    }

    @Override
    public boolean isMarketing() {
      return audience == Audience.SHOPPER;
    }
  }

  /** A call to the generic webhook: a log of facts, each of which is told, in order. */
  record Webhook() implements Action {
    @Override
    public String name() {
      return "webhook";
    }

    @Override
    public String destination() {
      return "webhook";
    }

    @Override
    public @Nullable Duration staleAfter() {
      return null;
    }

    @Override
    public boolean latestWins() {
      return false;
    }

    @Override
    public boolean isMarketing() {
      return false;
    }
  }

  /** Who reads an e-mail. */
  enum Audience {
    /** The rep's inbox: part of the work, not marketing. */
    REP,
    SHOPPER
  }
}
