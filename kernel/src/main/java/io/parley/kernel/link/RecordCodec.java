package io.parley.kernel.link;

import io.parley.kernel.audio.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Records to bytes and back, by their components in order: int, long, double, boolean, char,
 * String, UUID, enum, {@link Pcm}, maps of strings, records, and sealed interfaces of records. Both
 * ends must run the same version.
 */
final class RecordCodec {
  private static final ClassValue<RecordComponent[]> PARTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private static final ClassValue<Class<?>[]> LEAVES =
      new ClassValue<>() {
        @Override
        protected Class<?>[] computeValue(Class<?> type) {
          return leaves(type);
        }
      };

  private RecordCodec() {}

  static byte[] encode(Record value) {
    var bytes = new ByteArrayOutputStream(256);
    try {
      write(new DataOutputStream(bytes), value.getClass(), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <R extends Record> R decode(byte[] bytes, Class<R> type) {
    try {
      return type.cast(read(new DataInputStream(new ByteArrayInputStream(bytes)), type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, Class<?> type, Object value) throws IOException {
    switch (value) {
      case Integer i -> out.writeInt(i);
      case Long l -> out.writeLong(l);
      case Double d -> out.writeDouble(d);
      case Boolean b -> out.writeBoolean(b);
      case Character c -> out.writeChar(c);
      case String s -> writeText(out, s);
      case Enum<?> e -> writeText(out, e.name());
      case Pcm pcm -> writePcm(out, pcm);
      case Map<?, ?> map -> writeMap(out, map);
      case UUID id -> {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
      }
      case Record record -> writeRecord(out, type, record);
      default -> throw new IllegalArgumentException("no codec for " + value.getClass());
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static void writePcm(DataOutputStream out, Pcm pcm) throws IOException {
    out.writeInt(pcm.rateHz());
    out.writeInt(pcm.length());
    ByteBuffer octets = ByteBuffer.allocate(pcm.length() * Short.BYTES);
    octets.asShortBuffer().put(pcm.samples());
    out.write(octets.array());
  }

  private static void writeMap(DataOutputStream out, Map<?, ?> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      writeText(out, String.valueOf(entry.getKey()));
      writeText(out, String.valueOf(entry.getValue()));
    }
  }

  private static void writeRecord(DataOutputStream out, Class<?> declared, Record record)
      throws IOException {
    if (declared.isSealed()) {
      out.writeInt(Arrays.asList(LEAVES.get(declared)).indexOf(record.getClass()));
    }
    for (RecordComponent part : PARTS.get(record.getClass())) {
      try {
        write(out, part.getType(), part.getAccessor().invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read " + part, e);
      }
    }
  }

  private static Object read(DataInputStream in, Class<?> type) throws IOException {
    if (type == int.class) {
      return in.readInt();
    } else if (type == long.class) {
      return in.readLong();
    } else if (type == double.class) {
      return in.readDouble();
    } else if (type == boolean.class) {
      return in.readBoolean();
    } else if (type == char.class) {
      return in.readChar();
    } else if (type == String.class) {
      return readText(in);
    }
    return readObject(in, type);
  }

  private static Object readObject(DataInputStream in, Class<?> type) throws IOException {
    if (type == UUID.class) {
      return new UUID(in.readLong(), in.readLong());
    } else if (type == Pcm.class) {
      return readPcm(in);
    } else if (type == Map.class) {
      return readMap(in);
    } else if (type.isEnum()) {
      return constant(type, readText(in));
    } else if (type.isSealed()) {
      return readRecord(in, LEAVES.get(type)[in.readInt()]);
    }
    return readRecord(in, type);
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + type));
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] utf8 = in.readNBytes(in.readInt());
    return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static Pcm readPcm(DataInputStream in) throws IOException {
    int rateHz = in.readInt();
    short[] samples = new short[in.readInt()];
    ByteBuffer octets = ByteBuffer.wrap(in.readNBytes(samples.length * Short.BYTES));
    octets.asShortBuffer().get(samples);
    return new Pcm(samples, rateHz);
  }

  private static Map<String, String> readMap(DataInputStream in) throws IOException {
    int size = in.readInt();
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(readText(in), readText(in));
    }
    return map;
  }

  private static Object readRecord(DataInputStream in, Class<?> type) throws IOException {
    RecordComponent[] parts = PARTS.get(type);
    Class<?>[] types = new Class<?>[parts.length];
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      types[i] = parts[i].getType();
      values[i] = read(in, types[i]);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  /** The records below a sealed interface, in the order they are declared. */
  private static Class<?>[] leaves(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(
            sub -> sub.isSealed() ? Arrays.stream(leaves(sub)) : java.util.stream.Stream.of(sub))
        .toArray(Class<?>[]::new);
  }
}
