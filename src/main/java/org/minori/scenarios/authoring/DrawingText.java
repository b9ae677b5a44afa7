package org.minori.scenarios.authoring;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/** An uploaded drawing as it is kept: the same text, always in UTF-8, whatever its file was written in. */
record DrawingText(String text) {

    private static final Pattern DECLARATION = Pattern.compile("^\\uFEFF?\\s*<\\?xml[^>]*\\?>");
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    /** Reads bytes that the compiler has read before. */
    static DrawingText of(byte[] drawing) {
        var text = new String(drawing, charset(drawing));
        var bare = DECLARATION.matcher(text).replaceFirst("");
        return new DrawingText(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + (bare.startsWith("\uFEFF") ? bare.substring(1) : bare));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same for the same text. */
    String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Charset charset(byte[] drawing) {
        try {
            var reader = XML.createXMLStreamReader(new ByteArrayInputStream(drawing));
            var declared = reader.getCharacterEncodingScheme();
            var seen = reader.getEncoding();
            return Charset.forName(
                    declared == null || seen != null && seen.startsWith("UTF-16")
                            ? seen == null ? "UTF-8" : seen
                            : declared);
        } catch (XMLStreamException | IllegalArgumentException unreadable) {
            return StandardCharsets.UTF_8;
        }
    }
}
