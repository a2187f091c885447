package dev.leadlight.benchmarks.fold;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code benchmarks/run micro}: JMH, whose options go through. */
@Command(
    name = "micro",
    description =
        "The fold, the outlook, the answer and the codec in memory, by JMH: options are JMH's.")
public final class MicroCommand implements Callable<Integer> {

  @Option(names = "--home", hidden = true, description = "Root of the checkout.")
  Path home = Path.of("");

  @Unmatched List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(options.toArray(String[]::new));
    return 0;
  }
}
