package dev.leadlight.scoring.fold;

import dev.leadlight.contracts.digest.Sha256;

/** Ids of effects, derived from their cause: told twice, an effect has the same id. */
final class EffectId {

  private EffectId() {}

  static String of(String... cause) {
    return Sha256.id(String.join("\n", cause));
  }
}
