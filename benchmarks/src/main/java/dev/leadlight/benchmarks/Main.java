package dev.leadlight.benchmarks;

import dev.leadlight.benchmarks.fold.MicroCommand;
import dev.leadlight.benchmarks.ingest.IngestCommand;
import dev.leadlight.benchmarks.kpi.KpiCommand;
import dev.leadlight.benchmarks.routing.RoutingCommand;
import dev.leadlight.benchmarks.scoring.BacktestCommand;
import dev.leadlight.benchmarks.scoring.FreshnessCommand;
import dev.leadlight.benchmarks.scoring.ScoringCommand;
import dev.leadlight.benchmarks.scoring.SweepCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks: tables go to standard output, all else to the other. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description = "Measures services beside programs that do only what cannot be left out.",
    subcommands = {
      IngestCommand.class,
      ScoringCommand.class,
      FreshnessCommand.class,
      SweepCommand.class,
      BacktestCommand.class,
      MicroCommand.class,
      RoutingCommand.class,
      KpiCommand.class
    })
final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.WARNING); // libraries speak up only when it matters
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
