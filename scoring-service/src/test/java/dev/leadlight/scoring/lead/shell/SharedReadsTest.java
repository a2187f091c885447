package dev.leadlight.scoring.lead.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes up in one turn of an event loop is read at once, and told to each who asked. */
class SharedReadsTest {

  private static final long PATIENCE = 30;

  private final Vertx vertx = Vertx.vertx();
  private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
  private final List<List<String>> reads = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void readsOfOneTurnAreOne() {
    SharedReads shared = new SharedReads(this::echo);

    List<String> answers =
        together(shared, List.of(List.of("a", "b"), List.of("c"), List.of("d", "e")));

    assertThat(answers).containsExactly("[A, B]", "[C]", "[D, E]");
    assertThat(reads).containsExactly(List.of("a", "b", "c", "d", "e"));
  }

  @Test
  void theNextTurnHasAReadOfItsOwn() {
    SharedReads shared = new SharedReads(this::echo);

    together(shared, List.of(List.of("a")));
    together(shared, List.of(List.of("b")));

    assertThat(reads).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void aReadHasAnEnd() {
    SharedReads shared = new SharedReads(this::echo);
    List<List<String>> wanted =
        IntStream.range(0, 100).mapToObj(i -> List.of("k" + i, "l" + i)).toList();

    List<String> answers = together(shared, wanted);

    assertThat(answers.get(99)).isEqualTo("[K99, L99]");
    assertThat(reads.stream().map(List::size)).containsExactly(64, 64, 64, 8);
  }

  @Test
  void eachIsAnsweredInTheContextThatAsked() {
    SharedReads shared = new SharedReads(this::echo);
    List<ContextInternal> askers = List.of(loop.duplicate(), loop.duplicate());
    List<Context> answered = new CopyOnWriteArrayList<>();
    List<CompletableFuture<?>> answers = new CopyOnWriteArrayList<>();

    run(
        () ->
            askers.forEach(
                asker ->
                    answers.add(
                        shared
                            .get(asker, List.of("a"))
                            .invoke(() -> answered.add(Vertx.currentContext()))
                            .subscribeAsCompletionStage())));
    answers.forEach(each -> each.orTimeout(PATIENCE, TimeUnit.SECONDS).join());

    assertThat(reads).hasSize(1);
    assertThat(answered).containsExactlyElementsOf(askers);
  }

  @Test
  void whoSharesAReadSharesItsFailure() {
    assertFailure(keys -> Uni.createFrom().failure(new IllegalStateException("gone")));
  }

  @Test
  void aReadThatCanNotBeSentFailsForAllOfThem() {
    assertFailure(
        keys -> {
          throw new IllegalStateException("gone");
        });
  }

  private void assertFailure(Function<List<String>, Uni<List<@Nullable Response>>> read) {
    assertThat(asked(new SharedReads(read), List.of(List.of("a"), List.of("b"))))
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThatThrownBy(() -> each.get(PATIENCE, TimeUnit.SECONDS))
                    .hasRootCauseMessage("gone"));
  }

  private Uni<List<@Nullable Response>> echo(List<String> keys) {
    reads.add(List.copyOf(keys));
    List<@Nullable Response> answers = new ArrayList<>();
    keys.forEach(
        key ->
            answers.add(
                Response.newInstance(
                    BulkType.create(Buffer.buffer(key.toUpperCase(Locale.ROOT)), false))));
    return Uni.createFrom().item(answers);
  }

  private List<String> together(SharedReads shared, List<List<String>> wanted) {
    return asked(shared, wanted).stream()
        .map(each -> each.orTimeout(PATIENCE, TimeUnit.SECONDS).join().toString())
        .toList();
  }

  private List<CompletableFuture<List<@Nullable Response>>> asked(
      SharedReads shared, List<List<String>> wanted) {
    List<CompletableFuture<List<@Nullable Response>>> answers = new CopyOnWriteArrayList<>();
    run(
        () ->
            wanted.forEach(
                keys ->
                    answers.add(shared.get(loop.duplicate(), keys).subscribeAsCompletionStage())));
    return answers;
  }

  /** All of it in one turn. */
  private void run(Runnable asking) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        ignored -> {
          asking.run();
          done.complete(null);
        });
    done.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }
}
