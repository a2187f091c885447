package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.RedisPipeline.Keyed;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Redis is told and asked about links, whose layout {@link RedisLeadStore} describes. */
final class LinkCommands {

  /** What the keys of links begin with. */
  static final String KEYS = "ll:i:";

  /**
   * Writes links of browsers and devices. Of two replicas that write at once the later link counts,
   * by the time of its event, and the users that either has seen.
   */
  private static final String LINK =
      "local done = {} "
          + "for i, key in ipairs(KEYS) do "
          + "local lead, at, users, kept = unpack(ARGV, 4 * i - 3, 4 * i) "
          + "local old = redis.call('GET', key) "
          + "if old then "
          + "local l, a, u = string.match(old, '^(%S+) (%S+) ?(%S*)$') "
          + "if tonumber(a) > tonumber(at) then lead, at = l, a end "
          + "local _, count = string.gsub(users, '[^,]+', '') "
          + "for mark in string.gmatch(u, '[^,]+') do "
          + "if count < 3 and not string.find(users, mark, 1, true) then "
          + "users = users == '' and mark or users .. ',' .. mark count = count + 1 end end end "
          + "local text = lead .. ' ' .. at "
          + "if users ~= '' then text = text .. ' ' .. users end "
          + "redis.call('SET', key, text, 'PX', kept) "
          + "done[i] = 1 end "
          + "return done";

  /** Takes a link away that was not written since. */
  private static final String UNLINK =
      "local old = redis.call('GET', KEYS[1]) "
          + "if old and tonumber(string.match(old, '^%S+ (%S+)')) <= tonumber(ARGV[1]) then "
          + "return redis.call('DEL', KEYS[1]) end "
          + "return 0";

  private final RedisPipeline redis;
  private final IdentityKeys keys;
  private final Duration keptFor;

  LinkCommands(RedisPipeline redis, IdentityKeys keys, Duration keptFor) {
    this.redis = redis;
    this.keys = keys;
    this.keptFor = keptFor;
  }

  String key(Identity identity) {
    return KEYS + keys.keyOf(identity);
  }

  /** What stands under the keys of these identities; those never seen are missing. */
  Map<Identity, Link> read(List<Identity> asked, List<@Nullable Response> answers) {
    Map<Identity, Link> links = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      put(asked.get(i), answers.get(i), links);
    }
    return links;
  }

  /** Sets those that nobody has, and asks what stands there then. */
  List<Request> claims(List<Identity> asked, Map<Identity, Link> wanted) {
    List<Request> requests = new ArrayList<>(2 * asked.size());
    for (Identity identity : asked) {
      Link link = wanted.get(identity);
      if (link != null) {
        requests.add(expiring(identity, link).arg("NX"));
        requests.add(Request.cmd(Command.GET).arg(key(identity)));
      }
    }
    return requests;
  }

  /** The links in force, by the answers to {@link #claims}. */
  Map<Identity, Link> claimed(List<Identity> asked, List<@Nullable Response> answers) {
    Map<Identity, Link> links = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      put(asked.get(i), answers.get(2 * i + 1), links);
    }
    return links;
  }

  private void put(Identity identity, @Nullable Response answer, Map<Identity, Link> links) {
    if (answer != null) {
      Link link = LinkText.read(answer.toString());
      links.put(
          identity, link.isShared() ? link.to(keys.ownLeadIdOf(identity), link.linkedAt()) : link);
    }
  }

  /**
   * Sets links, and takes those of others away.
   *
   * @param unlinked when each of the others was last seen; one that was linked later stays
   */
  List<Request> written(Map<Identity, Link> links, Map<Identity, Long> unlinked) {
    List<Request> requests = new ArrayList<>();
    List<Keyed> changing = new ArrayList<>();
    links.forEach(
        (identity, link) -> {
          if (identity.kind().isKnown()) {
            requests.add(expiring(identity, link));
          } else {
            changing.add(changing(identity, link));
          }
        });
    requests.addAll(redis.calls(LINK, changing));
    unlinked.forEach(
        (identity, seenAt) ->
            requests.add(
                Request.cmd(Command.EVAL).arg(UNLINK).arg(1).arg(key(identity)).arg(seenAt)));
    return requests;
  }

  private Keyed changing(Identity identity, Link link) {
    return new Keyed(
        key(identity),
        Stream.of(
                link.lead().value(),
                Long.toString(link.linkedAt()),
                String.join(",", link.users()),
                Long.toString(keptFor.toMillis()))
            .map(Buffer::buffer)
            .toList());
  }

  private Request expiring(Identity identity, Link link) {
    return Request.cmd(Command.SET)
        .arg(key(identity))
        .arg(LinkText.write(link))
        .arg("PX")
        .arg(keptFor.toMillis());
  }
}
