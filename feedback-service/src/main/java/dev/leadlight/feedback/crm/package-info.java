/**
 * Which deals were won and lost? Each CRM's way of telling becomes a {@link
 * dev.leadlight.feedback.crm.Deal}, whose id is the outcome's: of several things told of one deal
 * the latest stands.
 */
@NullMarked
package dev.leadlight.feedback.crm;

import org.jspecify.annotations.NullMarked;
