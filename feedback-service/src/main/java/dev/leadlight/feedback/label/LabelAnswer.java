package dev.leadlight.feedback.label;

/** What a vendor hears when all is taken. */
public record LabelAnswer(String contentType, String body) {}
