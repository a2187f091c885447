package dev.leadlight.feedback.kpi.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlight.feedback.database.shell.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which gaps between a lead's days are read for a period. */
@QuarkusTest
class GapsTest {

  @Inject Database database;

  /** Months less some of their days: each gap of two winters is counted if it should be. */
  @Test
  void readsExactlyTheGapsAroundAPeriodWhateverItsDays() {
    RollUps.done(
        database.run(
            "update kpi_setting set first_month = least(first_month, '2015-12-01')",
            Tuple.tuple()));
    for (String period :
        List.of(
            "2016-01-10 2016-01-10",
            "2016-01-28 2016-01-28",
            "2016-01-01 2016-01-31",
            "2016-01-31 2016-02-01",
            "2016-01-05 2016-02-27",
            "2016-01-25 2016-02-03",
            "2016-02-16 2016-02-28",
            "2015-12-01 2016-02-29")) {
      String wrong =
          """
          with part as materialized (select * from kpi_astride($1::text::date, $2::text::date)),
            day as (select d::date as d from generate_series(
              date '2015-12-01', '2016-03-10', interval '1 day') d)
          select count(*) as n
          from day earlier join day later on later.d > earlier.d
          where (earlier.d < $1::text::date and later.d > $2::text::date)::integer <> (
            select coalesce(sum(sign), 0) from part
            where part.earlier = case when grain >= 2
                then date_trunc('month', earlier.d)::date else earlier.d end
              and case when grain % 2 = 1
                then date_trunc('month', later.d)::date else later.d end between day_from and day_to)
          """;
      String[] days = period.split(" ", -1);
      Long found =
          RollUps.done(database.run(wrong, Tuple.of(days[0], days[1])))
              .iterator()
              .next()
              .getLong("n");
      assertThat(found).as(period).isZero();
    }
  }
}
