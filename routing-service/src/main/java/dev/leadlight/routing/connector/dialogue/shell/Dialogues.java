package dev.leadlight.routing.connector.dialogue.shell;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadlight.routing.connector.HttpExchange;
import dev.leadlight.routing.connector.dialogue.HttpCall;
import dev.leadlight.routing.connector.dialogue.Step;
import dev.leadlight.routing.delivery.Answer;
import dev.leadlight.routing.delivery.Excerpt;
import dev.leadlight.routing.delivery.Outcome;
import dev.leadlight.routing.delivery.Reason;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.destination.ReadyDestination;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds dialogues: makes their calls one after the other, and ends before the delivery's lease
 * does. A call that gets no answer ends a dialogue, too.
 */
@ApplicationScoped
public class Dialogues {

  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final Duration longest;
  private final Cache<String, HttpExchange> remembered =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();

  Dialogues(DeliveryConfig config) {
    this.longest = config.lease().minus(config.timeout());
  }

  /**
   * Holds a dialogue to its end.
   *
   * @param first made when the answer is subscribed to
   * @return the last answer, understood as the dialogue does
   */
  public Uni<Answer> hold(ReadyDestination destination, Line line, Supplier<Step> first) {
    return ending(destination, line, first).map(Ending::answer);
  }

  /**
   * Holds a dialogue about several deliveries to its end.
   *
   * @param ids of the deliveries
   * @return the answer to each
   */
  public Uni<Map<String, Answer>> holdAll(
      ReadyDestination destination, Line line, Collection<String> ids, Supplier<Step> first) {
    return ending(destination, line, first)
        .map(
            ending ->
                ids.stream().collect(Collectors.toMap(Function.identity(), ending::answerTo)));
  }

  /** How it ended, and what was said last; null if nothing was. */
  private record Ending(Step.Over over, @Nullable Answer last) {

    static Ending of(Answer answer) {
      return new Ending(new Step.Over(answer.outcome(), null, Map.of()), answer);
    }

    Answer answer() {
      return conclusion(over, last);
    }

    Answer answerTo(String delivery) {
      return conclusion(over.apart().getOrDefault(delivery, over), last);
    }
  }

  private Uni<Ending> ending(ReadyDestination destination, Line line, Supplier<Step> first) {
    return Uni.createFrom()
        .deferred(() -> proceed(first.get(), new Talk(account(destination), line), null))
        .onFailure(NotLetInException.class)
        .recoverWithItem(refused -> Ending.of(refused.answer()))
        .ifNoItem()
        .after(longest)
        .recoverWithItem(() -> Ending.of(Answer.of(Outcome.failed(Reason.TIMEOUT))));
  }

  private Uni<Ending> proceed(Step step, Talk talk, @Nullable Answer last) {
    return step.fold(
        ask -> call(ask.call(), talk).chain(reply -> answered(ask, talk, reply)),
        over -> Uni.createFrom().item(() -> new Ending(over, last)));
  }

  private Uni<Ending> answered(Step.Ask ask, Talk talk, HttpExchange reply) {
    return reply.status() == 0
        ? Uni.createFrom().item(Ending.of(reply.answer()))
        : proceed(ask.then().apply(reply), talk, reply.answer());
  }

  private Uni<HttpExchange> call(HttpCall call, Talk talk) {
    if (!call.isRemembered()) {
      return talk.line().call(call);
    }
    String key = talk.account() + " " + call.target();
    HttpExchange known = remembered.getIfPresent(key);
    return known == null
        ? talk.line().call(call).invoke(reply -> remember(key, reply))
        : Uni.createFrom().item(known);
  }

  private void remember(String key, HttpExchange reply) {
    if (reply.accepted()) {
      remembered.put(key, reply);
    }
  }

  private static Answer conclusion(Step.Over over, @Nullable Answer last) {
    Answer answer = last == null ? Answer.of(over.outcome()) : last.as(over.outcome());
    String why = over.why();
    return why == null
        ? answer
        : new Answer(over.outcome(), answer.status(), Excerpt.of(why), answer.request());
  }

  /** With other settings or secrets a destination may be another account. */
  private static String account(ReadyDestination destination) {
    return destination.id() + " " + Objects.hash(destination.settings(), destination.secretForms());
  }

  private record Talk(String account, Line line) {}
}
