package dev.leadlight.feedback.label.shell;

import dev.leadlight.feedback.label.Element;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML without what makes XML dangerous: a document type is refused, so there are no entities
 * of the sender's, neither external ones nor ones that unfold without end; and depth and number of
 * elements are bounded.
 */
final class XmlReader {

  private static final int DEEPEST = 20;
  private static final int MOST_ELEMENTS = 20_000;
  private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private final Deque<Open> open = new ArrayDeque<>();
  private int count;

  static Element read(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        return new XmlReader().root(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException unreadable) {
      throw ContentReader.unreadable("The body could not be read as XML.");
    }
  }

  private Element root(XMLStreamReader reader) throws XMLStreamException {
    open.push(new Open("", ""));
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw ContentReader.unreadable(
                "XML with a document type or entities of its own is refused.");
        case XMLStreamConstants.START_ELEMENT -> begin(reader);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            Objects.requireNonNull(open.peek()).text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> end();
        default -> {
          // Comments and the like say nothing.
        }
      }
    }
    return Objects.requireNonNull(open.peek()).children.get(0);
  }

  private void begin(XMLStreamReader reader) {
    count++;
    if (open.size() > DEEPEST || count > MOST_ELEMENTS) {
      throw ContentReader.unreadable("The XML is nested too deep or has too many elements.");
    }
    String type = Objects.requireNonNullElse(reader.getAttributeValue(SCHEMA_INSTANCE, "type"), "");
    open.push(new Open(reader.getLocalName(), type.substring(type.indexOf(':') + 1)));
  }

  private void end() {
    Open closed = open.pop();
    Objects.requireNonNull(open.peek())
        .children
        .add(
            new Element(closed.name, closed.type, closed.text.toString().strip(), closed.children));
  }

  /** An element that has not ended yet. */
  private static final class Open {
    private final String name;
    private final String type;
    private final StringBuilder text = new StringBuilder();
    private final List<Element> children = new ArrayList<>();

    Open(String name, String type) {
      this.name = name;
      this.type = type;
    }
  }
}
