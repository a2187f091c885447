package dev.leadlight.benchmarks.ingest;

import dev.leadlight.local.infrastructure.ManagedServer;

/**
 * A program under load.
 *
 * @param label what the table calls it
 * @param path where the load goes
 */
record Contestant(String label, ManagedServer server, String path) {

  String url() {
    return "http://127.0.0.1:" + server.port() + path;
  }
}
