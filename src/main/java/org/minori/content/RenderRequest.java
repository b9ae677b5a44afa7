package org.minori.content;

import java.util.function.UnaryOperator;
import org.minori.contacts.ContactCard;

/**
 * For whom an e-mail is rendered and which addresses it gets.
 *
 * @param trackLink turns a target into the address that the mail shows; identity where nothing is tracked
 */
public record RenderRequest(
        ContactCard contact, String unsubscribeUrl, String openPixelUrl, UnaryOperator<String> trackLink) {}
