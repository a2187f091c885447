package dev.leadlight.local.stack;

import static dev.leadlight.local.stack.Eventually.eventually;
import static java.util.Objects.requireNonNull;

import dev.leadlight.contracts.Topics;
import dev.leadlight.local.infrastructure.Infrastructure;
import dev.leadlight.local.infrastructure.ManagedServer;
import dev.leadlight.local.infrastructure.Ports;
import dev.leadlight.local.stack.outbox.SinkPorts;
import dev.leadlight.local.stack.service.Service;
import dev.leadlight.local.stack.service.ServiceRecipe;
import dev.leadlight.local.stack.service.ServiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Replicas of the packaged scoring-service, and what Kafka says about how they share the work. */
final class ScoringReplicas implements AutoCloseable {
  static final String SECRET = "identity-secret-of-the-replicas";

  private static final String GROUP = "scoring-service";
  private static final String TOKEN = "token-of-the-replicas";

  /** Of each replica, {@code mp.messaging.incoming.events.concurrency}. */
  private static final int READERS = 2;

  private final Map<String, ManagedServer> servers = new TreeMap<>();
  private final Set<String> killed = new HashSet<>();
  private final Admin kafka;

  ScoringReplicas(Infrastructure infrastructure, Path home, Path directory, List<String> names) {
    kafka = Admin.create(Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()));
    ServiceSettings settings =
        new ServiceSettings(infrastructure, new SinkPorts(0, 0), TOKEN, SECRET, "", "", "", "");
    for (String name : names) {
      int port = Ports.free();
      Map<String, String> own = new HashMap<>(settings.of(Service.SCORING, port));
      own.put("mp.messaging.incoming.events.client.id", name);
      Path place = directory.resolve(name);
      ServiceRecipe recipe =
          new ServiceRecipe(
              Service.SCORING, port, home, place.resolve("application.properties"), own);
      servers.put(name, new ManagedServer(recipe, place, place));
    }
  }

  void start(String name) {
    server(name).start();
  }

  /** As {@code kill -9} does: nothing is finished, nobody is told. */
  void kill(String name) throws Exception {
    for (MemberDescription member : group().members()) {
      if (member.clientId().equals(name)) {
        killed.add(member.consumerId());
      }
    }
    server(name).kill();
  }

  Api api(String name) {
    return new Api(URI.create("http://127.0.0.1:" + server(name).port()), TOKEN);
  }

  /**
   * By replica the partitions of the events topic that are its own, as soon as these replicas and
   * nobody else have joined; as it is, if that takes too long.
   */
  Map<String, Set<Integer>> shares(Set<String> names) throws Exception {
    eventually(() -> isSharedAmong(names));
    return shares(group());
  }

  /** Whether everything on the events topic is folded and durable. */
  boolean haveReadAll() throws Exception {
    Map<TopicPartition, Long> ends = new HashMap<>();
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    for (int partition = 0; partition < Topics.EVENTS.partitions(); partition++) {
      wanted.put(new TopicPartition(Topics.EVENTS.name(), partition), OffsetSpec.latest());
    }
    kafka.listOffsets(wanted).all().get().forEach((part, end) -> ends.put(part, end.offset()));
    var committed = kafka.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              var position = committed.get(end.getKey());
              return position != null && position.offset() >= end.getValue();
            });
  }

  @Override
  public void close() {
    servers.values().forEach(ManagedServer::kill);
    kafka.close();
  }

  private boolean isSharedAmong(Set<String> names) throws Exception {
    ConsumerGroupDescription group = group();
    return group.groupState() == GroupState.STABLE
        && group.members().size() == READERS * names.size()
        && group.members().stream().noneMatch(member -> killed.contains(member.consumerId()))
        && shares(group).keySet().equals(names);
  }

  private static Map<String, Set<Integer>> shares(ConsumerGroupDescription group) {
    return group.members().stream()
        .collect(
            Collectors.toMap(
                MemberDescription::clientId,
                member ->
                    member.assignment().topicPartitions().stream()
                        .map(TopicPartition::partition)
                        .collect(Collectors.toCollection(TreeSet::new)),
                (one, other) -> {
                  one.addAll(other);
                  return one;
                },
                TreeMap::new));
  }

  private ConsumerGroupDescription group() throws Exception {
    return requireNonNull(kafka.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP));
  }

  private ManagedServer server(String name) {
    return requireNonNull(servers.get(name));
  }
}
