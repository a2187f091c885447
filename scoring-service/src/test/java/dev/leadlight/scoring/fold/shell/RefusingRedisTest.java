package dev.leadlight.scoring.fold.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.platform.problem.Failures;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Redis that answers and takes nothing, for it has become a replica, lacks its own, or is full.
 * Events wait for the end of that: none of them is to blame.
 */
class RefusingRedisTest extends ReplicasByHand {

  @AfterEach
  void isItselfAgain() {
    tell("REPLICAOF NO ONE");
    tell("CONFIG SET min-replicas-to-write 0");
    tell("CONFIG SET maxmemory 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REPLICAOF 127.0.0.1 1",
        "CONFIG SET min-replicas-to-write 1",
        "CONFIG SET maxmemory 1"
      })
  void isWaitedForWhoeverTheEventIsOf(String trouble) {
    begin(reads(List.of(e("PT1M", "user:known"))));
    tell(trouble);

    assertThat(whatBecomesOf("user:known")).matches(Failures::isInfrastructure);
    assertThat(whatBecomesOf("user:new")).matches(Failures::isInfrastructure);
  }

  private static Throwable whatBecomesOf(String lead) {
    return take(redis, reads(List.of(e("PT2M", lead))))
        .replaceWith(new AssertionError("taken"))
        .onFailure()
        .recoverWithItem(failure -> new AssertionError(failure))
        .map(Throwable::getCause)
        .await()
        .atMost(PATIENCE);
  }

  private static void tell(String command) {
    List<String> words = List.of(command.split(" ", -1));
    Request request = Request.cmd(Command.create(words.get(0)));
    words.stream().skip(1).forEach(request::arg);
    redis.send(request).await().atMost(PATIENCE);
  }
}
