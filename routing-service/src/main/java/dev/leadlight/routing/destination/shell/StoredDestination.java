package dev.leadlight.routing.destination.shell;

import dev.leadlight.routing.destination.Destination;
import dev.leadlight.routing.secret.SealedSecret;
import java.util.Map;

/** A destination as it lies in PostgreSQL, with its sealed secrets by name. */
record StoredDestination(Destination destination, Map<String, SealedSecret> sealed) {}
