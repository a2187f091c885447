package dev.leadlight.feedback.kpi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The days that are summed up are those of the periods that are asked about. */
@QuarkusTest
class TimeZonesTest {

  @Inject Database database;

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
