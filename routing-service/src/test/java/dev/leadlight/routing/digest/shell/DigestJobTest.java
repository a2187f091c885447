package dev.leadlight.routing.digest.shell;

import static dev.leadlight.routing.TierChanges.becomesSalesReady;
import static dev.leadlight.routing.TierChanges.fallsBackToNurture;
import static dev.leadlight.routing.TierChanges.newLead;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.tier.TierChange;
import dev.leadlight.routing.Outbox;
import dev.leadlight.routing.connector.email.shell.EmailClient;
import dev.leadlight.routing.delivery.PlannedDelivery;
import dev.leadlight.routing.delivery.Verb;
import dev.leadlight.routing.delivery.shell.Claim;
import dev.leadlight.routing.delivery.shell.DeadLetterStore;
import dev.leadlight.routing.delivery.shell.DeliveryConfig;
import dev.leadlight.routing.delivery.shell.OutboxStore;
import dev.leadlight.routing.destination.ReadyDestination;
import dev.leadlight.routing.destination.shell.Destinations;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What digests promise, against PostgreSQL and an SMTP server. Their times lie ahead of the clock
 * of the running service, whose own job so has no part in it.
 */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class DigestJobTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String INBOX = "email";

  @Inject Pool pool;
  @Inject OutboxStore outbox;
  @Inject DeadLetterStore deadLetters;
  @Inject SealingWorkflow sealing;
  @Inject MailingWorkflow mailing;
  @Inject Destinations destinations;
  @Inject EmailClient email;
  @Inject DeliveryConfig config;

  GreenMail smtp;

  private final Instant time = Instant.now().plus(Duration.ofHours(1));
  private final Instant after = time.plus(Duration.ofMinutes(1));

  @BeforeEach
  void noMailsYet() throws Exception {
    smtp.purgeEmailFromAllMailboxes();
  }

  @Test
  void collectsIntoOneMailHoweverManyReplicasTry() throws Exception {
    List<LeadId> leads = IntStream.range(0, 5).mapToObj(i -> newLead()).toList();
    leads.forEach(lead -> plan(becomesSalesReady(lead), null));

    done(
        Uni.join()
            .all(IntStream.range(0, 4).mapToObj(i -> sealing.run(after)).toList())
            .andFailFast());
    done(
        Uni.join()
            .all(IntStream.range(0, 4).mapToObj(i -> mailing.run(after)).toList())
            .andFailFast());
    done(sealing.run(after).chain(() -> mailing.run(after)));

    assertThat(digests()).hasSize(1);
    MimeMessage mail = digests().get(0);
    assertThat(mail.getHeader("X-Leadlight-Leads", null)).isEqualTo("5");
    assertThat(mail.getSubject())
        .startsWith("5 leads; first of all: Ann <Lee> & Co is sales-ready");
    assertThat(leads).allSatisfy(lead -> assertThat(fate(lead)).isEqualTo("delivered null 1"));
  }

  @Test
  void nothingIsNoMailAndWhatIsStaleIsLeftOut() {
    LeadId late = newLead();
    plan(becomesSalesReady(late), time.minus(Duration.ofMinutes(1)));

    done(sealing.run(after).chain(() -> mailing.run(after)));

    assertThat(digests()).isEmpty();
    assertThat(fate(late)).isEqualTo("expired stale 0");
  }

  @Test
  void whatIsNotDueYetAndWhatGoesByItselfIsNotCollected() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), null);

    done(sealing.run(time).chain(() -> mailing.run(time)));

    assertThat(digests()).isEmpty();
    assertThat(claimed()).as("the dispatcher leaves it alone").isEmpty();
    assertThat(fate(lead)).isEqualTo("pending null 0");
    done(sealing.run(after).chain(() -> mailing.run(after)));
    assertThat(digests()).hasSize(1);
  }

  @Test
  void whoDiesOverAMailLeavesItToOthersAndTheyRepeatTheSame() throws Exception {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), null);
    done(sealing.run(after));
    String digest = digestOf(lead);
    Claim claim = done(outbox.look(idOf(becomesSalesReady(lead)))).orElseThrow();
    done(
        pool.preparedQuery("update digest set claimed_until = $2 where id = $1")
            .execute(Tuple.of(digest, after.plus(config.lease()).atOffset(ZoneOffset.UTC))));
    done(email.sendDigest(digest, null, List.of(claim.delivery()), inbox()));

    done(mailing.run(after));
    assertThat(fate(lead)).as("somebody is at it").isEqualTo("pending null 0");
    done(mailing.run(after.plus(config.lease())));

    assertThat(fate(lead)).isEqualTo("delivered null 1");
    assertThat(digests()).hasSize(2);
    assertThat(digests().get(1).getMessageID()).isEqualTo(digests().get(0).getMessageID());
  }

  @Test
  void mailThatCannotGoIsTriedAgainAndThenItsMessagesAreDead() {
    LeadId lead = newLead();
    String id = plan(becomesSalesReady(lead), null);
    done(sealing.run(after));
    done(
        pool.preparedQuery("update digest set destination = 'not set up' where id = $1")
            .execute(Tuple.of(digestOf(lead))));

    done(mailing.run(after));
    assertThat(fate(lead)).startsWith("pending ").endsWith(" 1");
    for (int i = 1; i <= 4; i++) {
      done(mailing.run(after.plusSeconds(i * 10L)));
    }

    assertThat(fate(lead)).startsWith("dead ").endsWith(" 4");
    done(deadLetters.replay(id, after));
    done(sealing.run(after.plusSeconds(60)).chain(() -> mailing.run(after.plusSeconds(60))));
    assertThat(fate(lead)).as("in another mail").startsWith("delivered ").endsWith(" 5");
  }

  @Test
  void addressThatIsNoneIsADeadLetterThatSaysSo() {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), null);
    done(sealing.run(after));
    done(
        pool.preparedQuery("update digest set assignee = $2 where id = $1")
            .execute(
                Tuple.of(
                    digestOf(lead),
                    "{\"repId\":\"r\",\"name\":\"R\",\"email\":\"not an address\",\"ids\":{}}")));

    done(mailing.run(after));

    assertThat(fate(lead)).isEqualTo("dead unmappable 1");
  }

  @Test
  void laterChangeReplacesWhatIsInAMailThatHasNotGoneYet() throws Exception {
    LeadId lead = newLead();
    plan(becomesSalesReady(lead), null);
    done(sealing.run(after));
    plan(fallsBackToNurture(lead), null);

    done(mailing.run(after));
    assertThat(digests()).isEmpty();
    done(sealing.run(after).chain(() -> mailing.run(after)));

    assertThat(digests()).hasSize(1);
    assertThat(digests().get(0).getSubject()).contains("no longer sales-ready");
    assertThat(fate(lead)).isEqualTo("superseded superseded 0");
  }

  /** Plans a message for the team's digest. */
  private String plan(TierChange change, @Nullable Instant expiresAt) {
    PlannedDelivery planned =
        new PlannedDelivery(
            idOf(change),
            "p",
            "a",
            INBOX,
            Verb.NOTIFY,
            Map.of("digest", "hourly"),
            "notify",
            time,
            expiresAt,
            null,
            null);
    done(
        Outbox.plan(
            outbox, change, Instant.now(), connection -> Uni.createFrom().item(List.of(planned))));
    return planned.id();
  }

  private static String idOf(TierChange change) {
    return PlannedDelivery.idOf(change.id(), "p", "a");
  }

  private List<Claim> claimed() {
    return done(outbox.claim(INBOX, 100, after, after.plusSeconds(1))).stream()
        .filter(claim -> claim.parameters().contains("digest"))
        .toList();
  }

  private ReadyDestination inbox() {
    return Objects.requireNonNull(destinations.find(INBOX).orElseThrow().ready());
  }

  /** State, reason and attempts of the delivery about the lead's becoming sales-ready. */
  private String fate(LeadId lead) {
    Row row =
        row(
            "select state, reason, attempts from delivery where lead_id = $1"
                + " order by sequence limit 1",
            lead);
    return row.getString(0) + " " + row.getString(1) + " " + row.getInteger(2);
  }

  private String digestOf(LeadId lead) {
    return row(
            "select e.digest from digest_entry e join delivery d on d.id = e.delivery_id"
                + " where d.lead_id = $1",
            lead)
        .getString(0);
  }

  private Row row(String sql, LeadId lead) {
    return StreamSupport.stream(
            done(pool.preparedQuery(sql).execute(Tuple.of(lead.value()))).spliterator(), false)
        .findFirst()
        .orElseThrow();
  }

  private List<MimeMessage> digests() {
    return Arrays.stream(smtp.getReceivedMessages()).filter(DigestJobTest::isDigest).toList();
  }

  private static boolean isDigest(MimeMessage mail) {
    try {
      return mail.getHeader("X-Leadlight-Digest", null) != null;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T done(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
