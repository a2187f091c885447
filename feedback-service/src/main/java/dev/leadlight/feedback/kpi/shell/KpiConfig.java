package dev.leadlight.feedback.kpi.shell;

import dev.leadlight.feedback.kpi.Rates;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** How key figures are kept and shown. */
@ConfigMapping(prefix = "leadlight.kpi")
public interface KpiConfig {

  /** The shop's time zone: where its days and months begin. A change counts everything anew. */
  @WithDefault("UTC")
  ZoneId timeZone();

  /** The currency into which amounts are put together; nothing starts with one that is none. */
  @WithDefault("EUR")
  Currency currency();

  /** By currency: what one unit of it is worth in that currency. */
  Map<String, BigDecimal> rates();

  /** The day of the rates. */
  Optional<LocalDate> ratesAsOf();

  /** Most marks that one round works off. */
  @WithDefault("100")
  int batch();

  /** What amounts are worth. */
  default Rates money() {
    return new Rates(currency().getCurrencyCode(), rates(), ratesAsOf().orElse(null));
  }
}
