package dev.leadlight.platform.access;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Who sends the request that is being answered. */
@ApplicationScoped
public class Caller {

  private final CurrentIdentityAssociation identity;

  Caller(CurrentIdentityAssociation identity) {
    this.identity = identity;
  }

  /** The name of the token or person. */
  public Uni<String> name() {
    return identity.getDeferredIdentity().map(caller -> caller.getPrincipal().getName());
  }
}
