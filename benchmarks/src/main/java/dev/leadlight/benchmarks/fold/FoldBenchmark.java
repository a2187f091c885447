package dev.leadlight.benchmarks.fold;

import dev.leadlight.contracts.event.ShopperEvent;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.answer.LeadAnswer;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadStateCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One lead, one event more under the starter card: what each step costs on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class FoldBenchmark {

  private static final int EVENTS = 64;
  private static final Instant NOW = Histories.END.plusSeconds(1);

  /** Whose state. */
  @Param public SampleLead lead = SampleLead.TYPICAL;

  private final Fold fold = new Fold(Scorecard.starter());
  private final ShopperEvent[] events = new ShopperEvent[EVENTS];
  private LeadState state = SampleLead.NEW.under(fold);
  private byte[] packed = new byte[0];
  private int next;

  /** Makes the state and the events that come next. */
  @Setup
  public void prepare() {
    Histories histories = new Histories(-1);
    // In the middle of a visit: its first event takes a snapshot as well.
    ShopperEvent first = histories.deed(Histories.END.minusSeconds(60), Histories.identities("u1"));
    state =
        fold.fold(lead.under(fold), first, first.identities().get(0), false, first.occurredAt())
            .state();
    packed = LeadStateCodec.write(state);
    for (int i = 0; i < EVENTS; i++) {
      events[i] = histories.deed(Histories.END, Histories.identities("u1"));
    }
  }

  private ShopperEvent event() {
    next = (next + 1) % EVENTS;
    return events[next];
  }

  /** {@code state, event, card, now → state', effects}. */
  @Benchmark
  public Fold.Folded fold() {
    ShopperEvent event = event();
    return fold.fold(state, event, event.identities().get(0), false, NOW);
  }

  /** When to look at the lead again, once a lead and batch. */
  @Benchmark
  public Silence.Outlook outlook() {
    return new Silence(fold).outlook(state, NOW);
  }

  /** All that a look-up answers. */
  @Benchmark
  public LeadAnswer answer() {
    return LeadAnswer.of(state, fold.inForce().termsOf(state.id()), NOW);
  }

  /** The state, packed for Redis. */
  @Benchmark
  public byte[] write() {
    return LeadStateCodec.write(state);
  }

  /** The state, read from Redis. */
  @Benchmark
  public LeadState read() throws IOException {
    return LeadStateCodec.read(state.id(), packed, 0);
  }
}
