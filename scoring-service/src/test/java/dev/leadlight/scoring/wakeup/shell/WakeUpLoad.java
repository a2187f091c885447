package dev.leadlight.scoring.wakeup.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.Topics;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.contracts.tier.Cause;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.InfrastructureTestResource;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.lead.KnownIdentity;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Measures how late leads fall if very many fall within one minute. No test of the build: run it by
 * {@code mvn -f scoring-service/pom.xml test -Dtest=WakeUpLoad -Dwakeups.leads=100000} on a machine
 * that does nothing else. Lateness is from the second that {@code next} named to the time stamp of
 * the tier change's record.
 */
@QuarkusTest
@QuarkusTestResource(
    value = InfrastructureTestResource.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,redis"))
@NullUnmarked // what is missing fails the measurement
class WakeUpLoad {

  private static final Scorecard CARD = Scorecard.starter();
  private static final int LEADS = Integer.getInteger("wakeups.leads", 100_000);
  private static final int COHORTS = 250;
  private static final Duration SPREAD =
      Duration.ofSeconds(Integer.getInteger("wakeups.spread", 60));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  Infrastructure infrastructure;
  @Inject RedisLeadStore leads;
  private final Silence silence = new Silence(new Fold(CARD));

  /** How long after the last of four carts a lead of the starter card falls. */
  private Duration untilTheFall() {
    Instant last = Shop.T0;
    return Duration.between(
        last, silence.outlook(model(last), last.plus(Duration.ofDays(2))).wakeUpAt().orElseThrow());
  }

  @Test
  void manyLeadsFallInTheSameMinute() throws IOException {
    Duration wait = untilTheFall();
    Instant from = Instant.now().plusSeconds(20 + LEADS / 2000);
    Map<LeadId, Instant> due = fill(from, wait);
    System.out.printf(
        "filled %d leads, first falls in %s%n", due.size(), Duration.between(Instant.now(), from));
    long cpuBefore = cpu();
    long[] late = lateness(due, from.plus(SPREAD).plusSeconds(120));
    System.out.printf(
        "fell=%d of %d; lateness ms: p50=%d p90=%d p99=%d p99.9=%d max=%d; JVM CPU us per wake-up=%d%n",
        late.length,
        LEADS,
        at(late, 0.5),
        at(late, 0.9),
        at(late, 0.99),
        at(late, 0.999),
        at(late, 1),
        (cpu() - cpuBefore) / 1000 / LEADS);
    assertThat(late).hasSize(LEADS);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** Leads with histories that make them fall at moments spread evenly. */
  private Map<LeadId, Instant> fill(Instant from, Duration wait) {
    Map<LeadId, Instant> due = new HashMap<>();
    for (int cohort = 0; cohort < COHORTS; cohort++) {
      Instant fall = from.plus(SPREAD.multipliedBy(cohort).dividedBy(COHORTS));
      LeadState model = model(fall.minus(wait));
      Silence.Outlook outlook = silence.outlook(model, Instant.now());
      Map<LeadId, Versioned> states = new HashMap<>();
      Map<LeadId, Instant> planned = new HashMap<>();
      for (int i = 0; i < LEADS / COHORTS; i++) {
        LeadState lead = as("load-" + cohort + "-" + i + "-" + from, outlook.state());
        states.put(lead.id(), Versioned.absent(lead));
        planned.put(lead.id(), outlook.wakeUpAt().orElseThrow());
      }
      assertThat(leads.compareAndSet(states).await().atMost(PATIENCE)).isEmpty();
      leads
          .note(Map.of(), Map.of(), new LeadNotes(planned, Map.of(), Set.of()), Map.of())
          .await()
          .atMost(PATIENCE);
      due.putAll(planned);
    }
    return due;
  }

  private static LeadState model(Instant lastCart) {
    Shop shop = new Shop(CARD);
    for (int i = 3; i >= 0; i--) {
      shop.send(shop.event("Product Added", lastCart.minusSeconds(i), "user:u1"));
    }
    shop.wake("user:u1", lastCart.plus(Duration.ofDays(2)));
    return shop.lead("user:u1");
  }

  /** The same history, of somebody else. */
  private LeadState as(String name, LeadState model) {
    Identity identity = new Identity(IdentityKind.USER, name);
    return new LeadState(
        leads.keys().leadIdOf(identity),
        model.begunAt(),
        model.firstSeenAt(),
        model.foldedAt(),
        model.firstEventHash(),
        List.of(new KnownIdentity(identity, model.firstSeenAt())),
        Map.of(identity.label(), model.profile()),
        Map.of(identity.label(), model.united()),
        model.messages(),
        model.offsets(),
        model.tier(),
        model.sequence(),
        model.changes(),
        model.alarm(),
        model.segments(),
        model.absorbed(),
        model.apart(),
        model.separated(),
        model.snapshot(),
        null);
  }

  private long[] lateness(Map<LeadId, Instant> due, Instant end) throws IOException {
    List<Long> late = new ArrayList<>();
    Set<LeadId> open = new HashSet<>(due.keySet());
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            infrastructure.kafkaBootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "load-" + end,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.TIER_CHANGES.name()));
      while (!open.isEmpty() && Instant.now().isBefore(end)) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          LeadId lead = new LeadId(record.key());
          TierChange change = ContractJson.read(record.value(), TierChange.class);
          if (change.cause().kind() == Cause.Kind.TIME && open.remove(lead)) {
            late.add(record.timestamp() - Objects.requireNonNull(due.get(lead)).toEpochMilli());
          }
        }
      }
    }
    Collections.sort(late);
    return late.stream().mapToLong(Long::longValue).toArray();
  }
}
