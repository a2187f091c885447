package dev.leadlight.scoring.rebuild.shell;

import static dev.leadlight.scoring.Shop.KEYS;
import static dev.leadlight.scoring.Shop.T0;
import static dev.leadlight.scoring.Shop.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.scorecard.Scorecard;
import dev.leadlight.scoring.Shop;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.erasure.Erasing;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.LogInMemory;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two people did something; then the log is read, and one of them is erased. */
class RebuildingTest {

  private final Shop shop = Shop.withStarterCard();
  private final Rebuilding rebuilding = rebuilding();

  private Rebuilding rebuilding() {
    List<LogRecord> records =
        List.of(
            new LogRecord(shop.event("Product Added", T0, "user:ann", "anonymous:a"), 0, 0, T0),
            new LogRecord(shop.event("Product Added", T0, "user:bob"), 0, 1, T0));
    records.forEach(each -> shop.send(each.event()));
    return new Rebuilding(
        new LogInMemory(records), new Fold(Scorecard.starter()), KEYS, 56_000_000, Map.of(0, 0L));
  }

  private Map<LeadId, Versioned> retold(ErasedIdentities erased) {
    List<LeadId> ids = rebuilding.leads(null);
    Map<LeadId, Versioned> gone =
        ids.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    id -> Versioned.absent(LeadState.unseen(id, "newsletter"))));
    Rebuilding.Retold retold = rebuilding.retell(ids, gone, lost -> lost, erased, after("PT1H"));
    assertThat(retold.notes().scores().keySet()).isEqualTo(retold.leads().keySet());
    return retold.leads();
  }

  @Test
  void whoIsErasedAfterTheLogWasReadIsNotWrittenAgain() {
    rebuilding.read(Map.of(0, 1L), new Progress());
    LeadId ann = shop.lead("user:ann").id();
    LeadId bob = shop.lead("user:bob").id();
    rebuilding.read(Map.of(0, 2L), new Progress());
    assertThat(retold(ErasedIdentities.nobody())).containsOnlyKeys(ann, bob);
    ErasedIdentities erased =
        ErasedIdentities.nobody()
            .with(List.of(Erasing.request(shop.lead("user:ann"), null, KEYS, after("PT30M"))));
    assertThat(retold(erased)).containsOnlyKeys(bob);
  }
}
