/**
 * What does a tier change ask for? Condition → actions → planned deliveries. Start with {@link
 * dev.leadlight.routing.playbook.Planner}.
 */
@NullMarked
package dev.leadlight.routing.playbook;

import org.jspecify.annotations.NullMarked;
