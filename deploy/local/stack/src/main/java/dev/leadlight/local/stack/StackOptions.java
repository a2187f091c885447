package dev.leadlight.local.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the person at the terminal wants.
 *
 * @param home root of the checkout, where the services were built
 * @param data what is found again at the next start
 * @param logs where the output of all processes goes
 * @param port of the front
 * @param ephemeral whether the data goes with the end
 * @param infrastructureOnly whether the services are left out
 * @param operatorToken instead of the one that is generated once
 */
public record StackOptions(
    Path home,
    Path data,
    Path logs,
    int port,
    boolean ephemeral,
    boolean infrastructureOnly,
    Optional<String> operatorToken) {}
