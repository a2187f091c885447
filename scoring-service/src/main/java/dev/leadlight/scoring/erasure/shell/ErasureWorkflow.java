package dev.leadlight.scoring.erasure.shell;

import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.answer.LeadName;
import dev.leadlight.scoring.erasure.Erasing;
import dev.leadlight.scoring.erasure.ErasureAnswer;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.Survivor;
import dev.leadlight.scoring.lead.shell.RedisErasureStore;
import dev.leadlight.scoring.lead.shell.RedisLeadStore;
import dev.leadlight.scoring.lead.shell.Versioned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests: what is to be forgotten goes to the topic first, and to memory, so that it can be
 * asked for at once. The effect is {@link ErasureConsumer}'s. Somebody unknown here may be known to
 * other services, so the request is made all the same.
 */
@ApplicationScoped
public class ErasureWorkflow {

  private final RedisLeadStore leads;
  private final RedisErasureStore erasures;
  private final ErasurePublisher publisher;
  private final Clock clock;

  ErasureWorkflow(
      RedisLeadStore leads, RedisErasureStore erasures, ErasurePublisher publisher, Clock clock) {
    this.leads = leads;
    this.erasures = erasures;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Completes when the request can no longer be lost. */
  Uni<ErasureAnswer> request(LeadName name) {
    Identity identity = name instanceof LeadName.ByIdentity by ? by.identity() : null;
    Uni<LeadId> id =
        identity == null
            ? Uni.createFrom().item(((LeadName.ById) name).id())
            : leads
                .find(List.of(identity), Set.of())
                .map(found -> Optional.ofNullable(found.links().get(identity)))
                .map(link -> link.map(Link::lead).orElseGet(() -> leads.keys().leadIdOf(identity)));
    return id.chain(this::load).chain(lead -> request(lead, identity));
  }

  private Uni<LeadState> load(LeadId id) {
    return leads.load(List.of(id), "").map(read -> survivor(read, id));
  }

  private static LeadState survivor(Map<LeadId, Versioned> read, LeadId id) {
    Map<LeadId, LeadState> states = new HashMap<>();
    read.forEach((each, lead) -> states.put(each, lead.state()));
    return Survivor.of(states, id);
  }

  private Uni<ErasureAnswer> request(LeadState lead, @Nullable Identity identity) {
    ErasureRequest request = Erasing.request(lead, identity, leads.keys(), clock.instant());
    return publisher
        .publish(request)
        .chain(() -> erasures.keep(request))
        .replaceWith(() -> ErasureAnswer.of(request, List.of()));
  }

  /** How far an erasure has come; empty if there is none of that id. */
  Uni<Optional<ErasureAnswer>> find(String id) {
    return erasures
        .find(id)
        .map(kept -> kept.map(each -> ErasureAnswer.of(each.request(), each.receipts())));
  }
}
