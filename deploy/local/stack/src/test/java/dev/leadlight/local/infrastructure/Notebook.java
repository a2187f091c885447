package dev.leadlight.local.infrastructure;

import java.util.List;

/** Something to write into a server and to find again, the same for all of them. */
interface Notebook {

  static Notebook in(Infrastructure infrastructure, ServerKind kind) {
    return switch (kind) {
      case KAFKA -> new KafkaNotebook(infrastructure.kafkaBootstrapServers());
      case REDIS -> new RedisNotebook(infrastructure.server(kind).port());
      case POSTGRES -> new PostgresNotebook(infrastructure.jdbcUrl("routing"));
    };
  }

  void write(String line) throws Exception;

  List<String> read() throws Exception;
}
