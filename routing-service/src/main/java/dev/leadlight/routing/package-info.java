/**
 * routing-service: who should act, and were they told? Start with {@link
 * dev.leadlight.routing.playbook.Planner}.
 */
@NullMarked
package dev.leadlight.routing;

import org.jspecify.annotations.NullMarked;
