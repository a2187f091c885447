package dev.leadlight.scoring.lead.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.local.infrastructure.ServerKind;
import dev.leadlight.local.infrastructure.SharedInfrastructure;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long things live, and who wins, in a real Redis. */
@SuppressWarnings("NullAway")
class RedisLeadStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofHours(1);

  private static Vertx vertx;
  private static Redis redis;

  private final RedisLeadStore store = LeadStores.on(redis, KEPT);
  private final Identity browser =
      new Identity(IdentityKind.ANONYMOUS, UUID.randomUUID().toString());
  private final LeadId lead = Shop.KEYS.leadIdOf(browser);
  private final LeadId other = Shop.KEYS.ownLeadIdOf(new Identity(IdentityKind.USER, "u"));

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    redis =
        Redis.createClient(vertx, SharedInfrastructure.with(List.of(ServerKind.REDIS)).redisUrl());
  }

  @AfterAll
  static void close() {
    redis.close();
    vertx.closeAndAwait();
  }

  private static <T> T done(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private static long millisLeft(String key) {
    return done(redis.send(Request.cmd(Command.PTTL).arg(key))).toLong();
  }

  private String leadKey() {
    return "ll:l:" + lead.value();
  }

  private LeadState seen(long at) {
    return LeadState.unseen(lead, "newsletter").seen(browser, at);
  }

  private Set<LeadId> begin() {
    return done(store.compareAndSet(Map.of(lead, Versioned.absent(seen(0)))));
  }

  private Versioned stored() {
    return done(store.load(List.of(lead), "newsletter")).get(lead);
  }

  @Test
  void aWatermarkMovesOnlyFromWhereItWasFound() {
    int partition = 4711;
    advance(partition, 0, 100);
    assertThat(watermark(partition)).isEqualTo(100);
    // Emptied between the look and the writing: what stood there has to be read again.
    done(redis.send(Request.cmd(Command.DEL).arg("ll:w:" + partition)));
    advance(partition, 100, 200);
    assertThat(watermark(partition)).isZero();
    advance(partition, 0, 200);
    assertThat(watermark(partition)).isEqualTo(200);
  }

  private void advance(int partition, long found, long folded) {
    done(
        store.note(
            Map.of(),
            Map.of(),
            LeadNotes.none(),
            Map.of(partition, new RedisLeadStore.Advance(found, folded))));
  }

  private long watermark(int partition) {
    return done(store.find(Set.of(), Set.of(partition))).watermarks().get(partition);
  }

  @Test
  void leadsAndIdentitiesExpireWhenNothingIsHeardOfThem() {
    assertThat(begin()).isEmpty();
    note(new Link(lead, 1));
    assertThat(millisLeft(leadKey())).isBetween(1L, KEPT.toMillis());
    assertThat(millisLeft("ll:i:" + Shop.KEYS.keyOf(browser))).isBetween(1L, KEPT.toMillis());
  }

  @Test
  void aLookDoesNotProlongALifeAndAnEventDoes() {
    begin();
    done(redis.send(Request.cmd(Command.PEXPIRE).arg(leadKey()).arg(60_000)));
    assertThat(done(store.compareAndSetSilent(Map.of(lead, stored().with(seen(1)))))).isEmpty();
    assertThat(millisLeft(leadKey())).isBetween(1L, 60_000L);
    assertThat(done(store.compareAndSet(Map.of(lead, stored().with(seen(2)))))).isEmpty();
    assertThat(millisLeft(leadKey())).isGreaterThan(60_000L);
  }

  @Test
  void aLookDoesNotBringALeadBackThatIsGone() {
    begin();
    Versioned before = stored();
    done(redis.send(Request.cmd(Command.DEL).arg(leadKey())));
    assertThat(done(store.compareAndSetSilent(Map.of(lead, before)))).containsExactly(lead);
    assertThat(millisLeft(leadKey())).isEqualTo(-2);
  }

  /** By a replica that stood still while the lead was forgotten and began anew. */
  @Test
  void aLeadThatBeganAnewIsNotTakenForTheOneBefore() {
    begin();
    Versioned before = stored();
    done(redis.send(Request.cmd(Command.DEL).arg(leadKey())));
    begin();
    assertThat(done(store.compareAndSet(Map.of(lead, before.with(seen(1)))))).containsExactly(lead);
    assertThat(stored().state()).isEqualTo(seen(0));
  }

  @Test
  void ofTwoLinksTheLaterCountsAndTheUsersOfBoth() {
    note(new Link(lead, 20, Set.of("aaaaaa")));
    note(new Link(other, 10, Set.of("bbbbbb")));
    assertThat(link()).isEqualTo(new Link(lead, 20, Set.of("aaaaaa", "bbbbbb")));
    note(new Link(other, 30, Set.of("aaaaaa")));
    assertThat(link()).isEqualTo(new Link(other, 30, Set.of("aaaaaa", "bbbbbb")));
  }

  @Test
  void whatTwoReplicasSawTogetherMakesADeviceShared() {
    note(new Link(lead, 10, Set.of("aaaaaa", "bbbbbb")));
    note(new Link(other, 20, Set.of("aaaaaa", "cccccc")));
    assertThat(link().isShared()).isTrue();
    assertThat(link().lead()).isEqualTo(Shop.KEYS.ownLeadIdOf(browser));
    note(new Link(other, 30, Set.of("dddddd")));
    assertThat(link().lead()).isEqualTo(Shop.KEYS.ownLeadIdOf(browser));
  }

  @Test
  void aLeadIsReachedByTheIdentityItBeganWithAndByOthersAndById() {
    LeadState state = LeadState.unseen(other, "newsletter").seen(browser, 1);
    Versioned first = Versioned.absent(seen(0));
    Versioned second = Versioned.absent(state);
    done(store.compareAndSet(Map.of(lead, first, other, second)));
    assertThat(reached().links()).as("nobody is linked").isEmpty();
    note(new Link(lead, 10));
    assertThat(reached().leads()).containsExactly(Map.entry(lead, first.written()));
    note(new Link(other, 20));
    assertThat(reached().leads()).containsExactly(Map.entry(other, second.written()));
    assertThat(done(store.reach(List.of(), List.of(lead), "newsletter")).leads())
        .containsOnlyKeys(lead);
  }

  @Test
  void aLeadThatWasMergedIsReachedWithItsSurvivor() {
    LeadState merged = seen(0).mergedInto(other);
    LeadState state = LeadState.unseen(other, "newsletter").seen(browser, 1);
    done(
        store.compareAndSet(
            Map.of(lead, Versioned.absent(merged), other, Versioned.absent(state))));
    note(new Link(lead, 10));
    assertThat(reached().leads()).containsOnlyKeys(lead, other);
  }

  @Test
  void whatCannotBeReadIsPutAside() {
    note(new Link(lead, 10));
    done(redis.send(Request.cmd(Command.SET).arg(leadKey()).arg("12345678 no lead")));
    assertThat(reached().leads().get(lead).state().isUnseen()).isTrue();
    assertThat(done(store.isQuarantined(lead))).isTrue();
  }

  private RedisLeadStore.Reached reached() {
    return done(store.reach(List.of(browser), List.of(), "newsletter"));
  }

  private void note(Link link) {
    done(store.note(Map.of(browser, link), Map.of(), LeadNotes.none(), Map.of()));
  }

  private Link link() {
    return done(store.find(List.of(browser), Set.of())).links().get(browser);
  }
}
