package dev.leadlight.routing.playbook.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.routing.playbook.Playbook;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a replica knows of the playbooks of a new installation, whatever it is asked first. */
@QuarkusTest
@SuppressWarnings("NullAway.Init")
class PlaybooksTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STARTER = "no-longer-sales-ready";

  @Inject PlaybookStore store;
  @Inject Clock clock;
  @Inject Pool pool;

  private Playbooks ofANewReplica;

  @BeforeEach
  void theInstallationIsNew() {
    run("delete from playbook_version where id = '" + STARTER + "'");
    run("update playbook_set set seeded = false, revision = revision + 1");
    ofANewReplica = new Playbooks(store, clock);
  }

  @AfterEach
  void theOthersHaveTheStartersAgain() {
    new Playbooks(store, clock).load().await().atMost(PATIENCE);
  }

  @Test
  void whoeverWaitsForPlaybooksGetsTheStarters() {
    ofANewReplica.load().await().atMost(PATIENCE);

    assertThat(ofANewReplica.all()).extracting(Playbook::id).contains(STARTER);
  }

  @Test
  void aChangeThatComesBeforeAnythingElseDoesNotLeaveThemOut() {
    ofANewReplica.refresh().await().atMost(PATIENCE);
    ofANewReplica.load().await().atMost(PATIENCE);

    assertThat(ofANewReplica.all()).extracting(Playbook::id).contains(STARTER);
  }

  private void run(String sql) {
    pool.query(sql).execute().await().atMost(PATIENCE);
  }
}
