package org.atelier.plugin.classifier.weights;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.atelier.api.UserException;

/**
 * The arrays in a TorchScript archive, which is a zip file of programs, of a pickle that says what
 * the network's parts hold, and of the arrays' bytes.
 *
 * <p>Only the arrays are read. No program in it is run, and the pickle is read by {@link Pickle},
 * which runs nothing either.
 */
final class TorchArchive implements TensorSource {
  private static final String PICKLE = "/data.pkl";

  /** Thirty times what a deep residual network needs. */
  private static final int LARGEST_PICKLE = 1 << 20;

  private static final int DEEPEST = 32;
  private static final int CHUNK = 1 << 16;
  private static final int TENSOR_ARGUMENTS = 4;
  private static final int STORAGE_ARGUMENTS = 5;

  private static final Map<String, String> TYPES =
      Map.of("FloatStorage", "F32", "HalfStorage", "F16", "BFloat16Storage", "BF16");

  private final Path path;
  private final String remedy;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> entries = new LinkedHashMap<>();
  private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private TorchArchive(Path path, String remedy) {
    this.path = path;
    this.remedy = remedy;
  }

  /**
   * Reads what an archive holds.
   *
   * @param path the archive
   * @param remedy what the user can do if it cannot be used
   * @throws UserException if it cannot be read or is no such archive
   */
  static TorchArchive open(Path path, String remedy) {
    TorchArchive archive = new TorchArchive(path, remedy);
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry pickle =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(PICKLE))
              .findFirst()
              .orElseThrow(() -> new IOException("it has no data.pkl"));
      String folder =
          pickle.getName().substring(0, pickle.getName().length() - PICKLE.length() + 1);
      byte[] bytes;
      try (InputStream in = zip.getInputStream(pickle)) {
        bytes = in.readNBytes(LARGEST_PICKLE + 1);
      }
      if (bytes.length > LARGEST_PICKLE) {
        throw new IOException("its data.pkl is larger than that of any network");
      }
      archive.collect("", Pickle.read(new ByteArrayInputStream(bytes)), folder + "data/", 0);
      return archive;
    } catch (EOFException e) {
      throw archive.unusable("its data.pkl is not whole");
    } catch (IOException e) {
      throw archive.unusable(e.getMessage());
    }
  }

  /** Collects the arrays in a value, each under its way to them. */
  private void collect(String name, Object value, String folder, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("its parts are nested more deeply than those of any network");
    }
    Map<Object, Object> parts = Pickle.entries(value);
    // once each: a hostile pickle can have parts within themselves
    if (parts == null || !visited.add(parts)) {
      return;
    }
    for (Map.Entry<Object, Object> part : parts.entrySet()) {
      String partName = name + part.getKey();
      if (part.getValue() instanceof Pickle.Call
          && isTensor(((Pickle.Call) part.getValue()).function())) {
        add(partName, ((Pickle.Call) part.getValue()).arguments(), folder);
      } else {
        collect(partName + ".", part.getValue(), folder, depth + 1);
      }
    }
  }

  private static boolean isTensor(Object function) {
    return function.equals(new Pickle.Global("torch._utils", "_rebuild_tensor_v2"));
  }

  private void add(String name, Object rebuilding, String folder) throws IOException {
    List<?> arguments = list(rebuilding, TENSOR_ARGUMENTS);
    if (!(arguments.get(0) instanceof Pickle.Stored)) {
      throw misfit(name);
    }
    List<?> storage = list(((Pickle.Stored) arguments.get(0)).id(), STORAGE_ARGUMENTS);
    if (!(storage.get(1) instanceof Pickle.Global)) {
      throw misfit(name);
    }
    String storageType = ((Pickle.Global) storage.get(1)).name();
    String type = TYPES.getOrDefault(storageType, storageType);
    List<Long> sides = numbers(arguments.get(2));
    if (!numbers(arguments.get(3)).equals(inRowOrder(sides))) {
      throw new IOException("'%s' is not stored in row order".formatted(name));
    }
    long size = ElementType.named(type).map(ElementType::size).orElse(1);
    long begin = Math.multiplyExact(number(arguments.get(1)), size);
    Shape shape = new Shape(sides);
    entries.put(name, folder + storage.get(2));
    tensors.put(name, new StoredTensor(type, shape, begin, begin + size * shape.size()));
  }

  private static List<Long> inRowOrder(List<Long> sides) {
    Long[] steps = new Long[sides.size()];
    long step = 1;
    for (int side = sides.size() - 1; side >= 0; side--) {
      steps[side] = step;
      step *= sides.get(side);
    }
    return List.of(steps);
  }

  private static List<?> list(Object value, int least) throws IOException {
    if (value instanceof List && ((List<?>) value).size() >= least) {
      return (List<?>) value;
    }
    throw new IOException("its pickle describes an array in a way that is not known");
  }

  private static List<Long> numbers(Object value) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (Object element : list(value, 0)) {
      numbers.add(number(element));
    }
    return numbers;
  }

  private static long number(Object value) throws IOException {
    if (value instanceof Long && (Long) value >= 0) {
      return (Long) value;
    }
    throw new IOException("its pickle has no number where a size belongs");
  }

  private static IOException misfit(String name) {
    return new IOException("'%s' is described in a way that is not known".formatted(name));
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public float[] read(String name, ElementType type) {
    StoredTensor tensor = tensors.get(name);
    float[] numbers = new float[Math.toIntExact(tensor.bytes() / type.size())];
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry(entries.get(name));
      if (entry == null) {
        throw new IOException("the bytes of '%s' are missing".formatted(name));
      }
      try (InputStream in = zip.getInputStream(entry)) {
        in.skipNBytes(tensor.begin());
        int next = 0;
        while (next < numbers.length) {
          int wanted = (int) Math.min(CHUNK, (long) (numbers.length - next) * type.size());
          ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(wanted)).order(ByteOrder.LITTLE_ENDIAN);
          if (bytes.remaining() < wanted) {
            throw new IOException("'%s' is not whole".formatted(name));
          }
          while (bytes.hasRemaining()) {
            numbers[next++] = type.nextFinite(bytes, name);
          }
        }
      }
    } catch (IOException e) {
      throw unusable(e.getMessage());
    }
    return numbers;
  }

  @Override
  public UserException unusable(String how) {
    return new UserException(
        "the zoo's model %s cannot be used: %s".formatted(path.getFileName(), how), remedy);
  }
}
