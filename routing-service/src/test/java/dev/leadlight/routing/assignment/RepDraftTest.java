package dev.leadlight.routing.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.contracts.http.Problem.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepDraftTest {

  @Test
  void whatIsWrittenDownReadsBackTheSame() {
    Reps.fifty()
        .forEach(rep -> assertThat(RepDraft.of(rep).check(rep.id()).value()).isEqualTo(rep));
  }

  @Test
  void nameAndAddressAreEnough() {
    Rep rep = Objects.requireNonNull(draft(Map.of(), null, null, null).check("rob").value());

    assertThat(rep.weight()).isEqualTo(1);
    assertThat(rep.dailyCap()).isNull();
    assertThat(rep.hours()).isEqualTo(WorkingHours.always());
    assertThat(rep.onDuty()).isTrue();
  }

  @Test
  void allThatIsWrongIsNamed() {
    RepDraft draft =
        new RepDraft(
            " ",
            "a@b, c@d",
            "rob",
            Map.of("hubspot", ""),
            0,
            -1,
            List.of(""),
            null,
            null,
            "Europe/Atlantis",
            Map.of("monday", List.of("18:00-09:00"), "moonday", List.of()),
            List.of("2026-02-30"),
            List.of("2026-08-14/2026-08-03"),
            null);

    assertThat(draft.check("rob").errors())
        .extracting(Place::pointer)
        .containsExactlyInAnyOrder(
            "/name",
            "/email",
            "/slackUser",
            "/weight",
            "/dailyCap",
            "/crmOwners",
            "/timezone",
            "/hours/monday",
            "/hours/moonday",
            "/holidays",
            "/vacations",
            "/territories");
  }

  @Test
  void dayMayEndAtMidnight() {
    assertThat(
            draft(Map.of("sunday", List.of("22:00-24:00")), null, null, null).check("rob").errors())
        .isEmpty();
  }

  private static RepDraft draft(
      Map<String, List<String>> hours,
      @Nullable Integer weight,
      @Nullable Integer cap,
      @Nullable Boolean onDuty) {
    return new RepDraft(
        "Rob",
        "rob@shop.example",
        null,
        null,
        weight,
        cap,
        null,
        null,
        null,
        null,
        hours.isEmpty() ? null : hours,
        null,
        null,
        onDuty);
  }
}
