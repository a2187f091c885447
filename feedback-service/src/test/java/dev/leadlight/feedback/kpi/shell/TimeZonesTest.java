package dev.leadlight.feedback.kpi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import dev.leadlight.feedback.footfall.Footfall;
import dev.leadlight.feedback.history.shell.HistoryStore;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The days that are summed up are those of the periods that are asked about. */
@QuarkusTest
class TimeZonesTest {

  @Inject Database database;
  @Inject HistoryStore history;

  @Test
  void peopleAreCountedForTheDayOfTheShopAlsoAfterItsTimeZoneHasChanged() {
    Instant late = Instant.parse("2016-03-02T23:30:00Z");
    RollUps.done(history.store(new Footfall("zoned", "", "door-1", late, 7, late)));
    RollUps.done(history.store(new Footfall("zoned", "", "door-2", late, 2, late)));

    assertThat(daysIn("UTC")).containsExactly("2016-03-02 9");
    assertThat(daysIn("Europe/Berlin")).containsExactly("2016-03-03 9");
  }

  /** All in one transaction: a job takes care that the time zone is that of the settings. */
  private List<String> daysIn(String zone) {
    return RollUps.done(
        database.inTransaction(
            connection ->
                connection
                    .preparedQuery("update kpi_setting set time_zone = $1")
                    .execute(Tuple.of(zone))
                    .chain(
                        () ->
                            connection
                                .query(
                                    "select day || ' ' || visitors from footfall_day"
                                        + " where store = 'zoned'")
                                .execute())
                    .map(
                        rows ->
                            StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getString(0))
                                .toList())
                    .call(
                        () ->
                            connection
                                .query("update kpi_setting set time_zone = 'UTC'")
                                .execute())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Z",
        "Europe/Berlin",
        "America/St_Johns",
        "+02:00",
        "-03:30",
        "UTC+05:30",
        "GMT-3",
        "UTC+14:00",
        "Etc/GMT-2",
        "EST5EDT"
      })
  void theDatabaseReadsATimeZoneAsTheSettingMeansIt(String name) {
    ZoneId zone = ZoneId.of(name);
    for (String at : List.of("2026-01-31T22:30:00Z", "2026-07-01T03:15:00Z")) {
      Instant moment = Instant.parse(at);

      assertThat(
              RollUps.done(
                      database.run(
                          "select $1::timestamptz at time zone $2 as local",
                          Tuple.of(Database.utc(moment), RollUpStore.inDatabase(zone))))
                  .iterator()
                  .next()
                  .getLocalDateTime("local"))
          .isEqualTo(LocalDateTime.ofInstant(moment, zone));
    }
  }
}
