package org.atelier.plugin.imagedatasets.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.atelier.api.ComponentSpec;
import org.atelier.api.Dataset;
import org.atelier.api.Reference;
import org.atelier.api.Resize;
import org.atelier.api.result.Metric;
import org.atelier.plugin.imagedatasets.decoding.Drawings;
import org.atelier.plugin.imagedatasets.folder.ImageFolder;
import org.atelier.plugin.imagedatasets.folder.ImageFolderSettings;
import org.atelier.plugin.imagedatasets.folder.OnBroken;
import org.atelier.testkit.TestServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage on two folders: six scenes to train on, four others to test on, and what is added. */
class CheckDatasetTest {
  @TempDir Path temporary;

  private int runs;
  private TestServices services;
  private Path results;

  @BeforeEach
  void drawImages() throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      png("train/%s/x_%d.png".formatted(seed < 4 ? "a" : "b", seed), Scenes.scene(seed));
    }
    for (int seed = 10; seed < 14; seed++) {
      png("test/%s/y_%d.png".formatted(seed < 12 ? "a" : "b", seed), Scenes.scene(seed));
    }
  }

  @Test
  void findsNothingWhereNothingIs() throws Exception {
    DatasetCheck check = check(folder("train"), folder("test"));

    assertThat(services.reported().warnings()).isEmpty();
    assertThat(metrics())
        .containsExactly(
            Map.entry("imbalance of train (largest class / smallest)", 2.0),
            Map.entry("imbalance of test (largest class / smallest)", 1.0),
            Map.entry("broken images", 0.0),
            Map.entry("exact duplicates (pairs)", 0.0),
            Map.entry("near duplicates (pairs)", 0.0),
            Map.entry("mirrored duplicates (pairs)", 0.0),
            Map.entry("duplicates across datasets (pairs)", 0.0),
            Map.entry("duplicates across classes (pairs)", 0.0));
    assertThat(results("duplicates.csv"))
        .containsExactly("kind,distance,dataset,id,class,like_dataset,like_id,like_class");
    assertThat(results("exclude-train.csv")).containsExactly("id,class");
    assertThat(results.resolve("duplicates.png")).doesNotExist();
    assertThat(check)
        .isEqualTo(
            new DatasetCheck(
                List.of("train", "test"),
                10,
                0,
                0,
                0,
                0,
                results.resolve("duplicates.csv"),
                List.of(results.resolve("exclude-train.csv"))));
  }

  @Test
  void countsClassesAndSizes() throws Exception {
    file("train/a/small.png", Drawings.encode(Scenes.scaled(Scenes.scene(20), 0.5), "png"));
    file("train/a/wide.png", Drawings.encode(wide(), "png"));

    check(folder("train"), folder("test"));

    assertThat(results("classes.csv"))
        .containsExactly(
            "class,train,share of train,test,share of test", "a,6,0.75,2,0.5", "b,2,0.25,2,0.5");
    assertThat(results("sizes.csv"))
        .containsExactly(
            "dataset,side,smallest,median,largest,image_size,smaller",
            "train,width,60,120,300,64,1",
            "train,height,40,120,120,64,2",
            "train,shorter side,40,120,120,64,2",
            "test,width,120,120,120,64,0",
            "test,height,120,120,120,64,0",
            "test,shorter side,120,120,120,64,0");
    assertThat(results("size-distribution.csv"))
        .containsExactly(
            "dataset,from,to,images",
            "train,1,31,0",
            "train,32,63,2",
            "train,64,127,6",
            "test,1,31,0",
            "test,32,63,0",
            "test,64,127,4");
    assertThat(services.reported().warnings())
        .containsExactly(
            "2 of the 8 images of 'train' are smaller than image-size (64) and are enlarged");
    assertThat(results.resolve("class-shares.png")).isNotEmptyFile();
  }

  private static BufferedImage wide() {
    BufferedImage image = new BufferedImage(300, 40, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().drawImage(Scenes.scene(21), 0, 0, 300, 40, null);
    return image;
  }

  @Test
  void findsCopiesThatWereAltered() throws Exception {
    file("train/a/again.png", Files.readAllBytes(temporary.resolve("test/a/y_10.png")));
    file("train/a/pixels.bmp", Drawings.encode(Scenes.scene(10), "bmp"));
    file("train/a/rough.jpg", Scenes.roughJpeg(Scenes.scene(11)));
    file("train/a/half.jpg", Scenes.roughJpeg(Scenes.scaled(Scenes.scene(11), 0.6)));
    file("train/a/light.jpg", Scenes.roughJpeg(Scenes.brightened(Scenes.scene(11))));
    file("train/a/cropped.png", Drawings.encode(Scenes.cropped(Scenes.scene(11), 2), "png"));
    png("train/a/mirrored.png", Scenes.mirrored(Scenes.scene(11)));
    png("test/a/inside.png", Scenes.scaled(Scenes.scene(10), 2));
    png("train/b/once.png", Scenes.brightened(Scenes.scene(0)));

    DatasetCheck check = check(folder("train"), folder("test"));

    assertThat(results("duplicates.csv"))
        .filteredOn(row -> row.contains(",test,"))
        .extracting(row -> row.replaceAll(",[0-9]+,", ","))
        .containsExactly(
            "near,test,a/y_10.png,a,test,a/inside.png,a",
            "exact,train,a/again.png,a,test,a/y_10.png,a",
            "near,train,a/cropped.png,a,test,a/y_11.png,a",
            "near,train,a/half.jpg,a,test,a/y_11.png,a",
            "near,train,a/light.jpg,a,test,a/y_11.png,a",
            "mirrored,train,a/mirrored.png,a,test,a/y_11.png,a",
            "exact,train,a/pixels.bmp,a,test,a/y_10.png,a",
            "near,train,a/rough.jpg,a,test,a/y_11.png,a");
    assertThat(results("exclude-train.csv"))
        .containsExactly(
            "id,class",
            "a/again.png,a",
            "a/cropped.png,a",
            "a/half.jpg,a",
            "a/light.jpg,a",
            "a/mirrored.png,a",
            "a/pixels.bmp,a",
            "a/rough.jpg,a",
            "b/once.png,b");
    assertThat(results.resolve("duplicates.png")).isNotEmptyFile();
    assertThat(check.duplicatePairs()).isEqualTo(14);
    assertThat(check.pairsAcrossDatasets()).isEqualTo(7);
    assertThat(check.pairsAcrossClasses()).isEqualTo(1);
  }

  @Test
  void whatItProposesToLeaveOutMendsWhatItFound() throws Exception {
    png("train/b/copy.png", Scenes.mirrored(Scenes.scene(11)));
    png("train/a/zwei.png", Scenes.brightened(Scenes.scene(1)));

    check(folder("train"), folder("test"));

    assertThat(services.reported().warnings())
        .containsExactly(
            "1 image of 'train' is like one of 'test', so that a test rewards memory:"
                + " b/copy.png like a/y_11.png (mirrored). To leave such images out, give"
                + " exclude-train.csv to the setting 'exclude' of 'train'",
            "1 pair of images that are alike in different classes, of which one may be wrong:"
                + " b/copy.png of 'train' (b) like a/y_11.png of 'test' (a)",
            "1 image of 'train' is like another of it. To leave such images out, give"
                + " exclude-train.csv to the setting 'exclude' of 'train'");
    Path exclude = results.resolve("exclude-train.csv");
    check(folder("train", Optional.empty(), Optional.of(exclude)), folder("test"));
    assertThat(services.reported().warnings()).isEmpty();
    assertThat(metrics()).contains(Map.entry("mirrored duplicates (pairs)", 0.0));
  }

  @Test
  void leavesNothingOutOfTheLastDataset() throws Exception {
    png("test/a/copy.png", Scenes.mirrored(Scenes.scene(11)));

    check(folder("train"), folder("test"));

    assertThat(services.reported().warnings())
        .containsExactly(
            "1 image of 'test' is like another of it. As the last of the datasets it is to measure"
                + " by, so none is proposed to be left out");
    assertThat(results("exclude-train.csv")).containsExactly("id,class");
  }

  @Test
  void checksOneDatasetAlone() throws Exception {
    png("train/a/copy.png", Scenes.brightened(Scenes.scene(4)));

    check(List.of(folder("train")));

    assertThat(results("exclude-train.csv")).containsExactly("id,class", "b/x_4.png,b");
  }

  @Test
  void doesNotTakePlainImagesForOneAnother() throws Exception {
    for (int grey = 0; grey < 5; grey++) {
      Color color = new Color(100 + grey, 100, 100);
      file("train/a/grey%d.png".formatted(grey), Drawings.plain("png", 70, 70, color));
    }
    file("train/a/twin.png", Drawings.plain("png", 90, 90, new Color(100, 100, 100)));

    check(folder("train"), folder("test"));

    assertThat(results("duplicates.csv"))
        .containsExactly(
            "kind,distance,dataset,id,class,like_dataset,like_id,like_class",
            "exact,0,train,a/twin.png,a,train,a/grey0.png,a");
    assertThat(services.reported().warnings())
        .contains(
            "6 images have too little in them to be told from others: only exact duplicates of them"
                + " are found");
  }

  @Test
  void warnsOfClassesWithASingleImage() throws Exception {
    png("train/c/x.png", Scenes.scene(50));

    check(List.of(folder("train")));

    assertThat(services.reported().warnings())
        .containsExactly("'train' has a single image of 1 class: c");
  }

  @Test
  void listsBrokenFiles() throws Exception {
    byte[] jpeg = Scenes.roughJpeg(Scenes.scene(30));
    file("test/b/cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));

    check(folder("train"), folder("test"));

    assertThat(results("broken.csv"))
        .containsExactly(
            "dataset,file,reason",
            "test,%s/test/b/cut.jpg,the file ends early".formatted(temporary));
    assertThat(metrics()).contains(Map.entry("broken images", 1.0));
  }

  @Test
  void findsGroupsInSeveralDatasets() throws Exception {
    png("train/b/y_40.png", Scenes.scene(40));
    Optional<String> group = Optional.of("^([^_]+)_");

    DatasetCheck check =
        check(folder("train", group, Optional.empty()), folder("test", group, Optional.empty()));

    assertThat(results("group-leaks.csv")).containsExactly("group,train,test", "y,1,4");
    assertThat(check.groupsAcrossDatasets()).isEqualTo(1);
    assertThat(services.reported().warnings())
        .containsExactly(
            "1 group has images in several datasets, so that a test rewards knowing the group:"
                + " y (1 in 'train', 4 in 'test')");
  }

  @Test
  void saysThatGroupsOfOneDatasetAreUnknown() throws Exception {
    check(folder("train", Optional.of("^([^_]+)_"), Optional.empty()), folder("test"));

    assertThat(services.reported().warnings())
        .containsExactly(
            "no image of 'test' has a group, so groups cannot be compared: set 'group' there too");
    assertThat(results.resolve("group-leaks.csv")).doesNotExist();
  }

  @Test
  void refusesADatasetThatIsNamedTwice() throws Exception {
    Reference<Dataset> train = folder("train");

    assertThatThrownBy(() -> new CheckDataset.Settings(List.of(train, train), 12, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("datasets names 'train' twice");
  }

  private DatasetCheck check(Reference<Dataset> train, Reference<Dataset> test) throws Exception {
    return check(List.of(train, test));
  }

  private DatasetCheck check(List<Reference<Dataset>> datasets) throws Exception {
    results = Files.createDirectory(temporary.resolve("results" + runs++));
    services = new TestServices(results);
    return new CheckDataset(new CheckDataset.Settings(datasets, 12, true), services.progress())
        .run(services.context());
  }

  private Reference<Dataset> folder(String name) {
    return folder(name, Optional.empty(), Optional.empty());
  }

  private Reference<Dataset> folder(String name, Optional<String> group, Optional<Path> exclude) {
    ImageFolderSettings settings =
        new ImageFolderSettings(
            temporary.resolve(name),
            64,
            Resize.STRETCH,
            Optional.empty(),
            group,
            exclude,
            OnBroken.SKIP,
            Optional.of(temporary.resolve("cache")));
    ImageFolder folder =
        new ImageFolder(
            settings,
            new TestServices(temporary).progress(),
            () -> true,
            new ArrayList<String>()::add);
    return Reference.to(name, new ComponentSpec("image-folder", Map.of()), folder);
  }

  private List<Map.Entry<String, Double>> metrics() {
    return services.reported().metrics().stream()
        .map((Metric metric) -> Map.entry(metric.name(), metric.value()))
        .toList();
  }

  private List<String> results(String file) throws IOException {
    return Files.readAllLines(results.resolve(file));
  }

  private void png(String path, BufferedImage image) throws IOException {
    file(path, Drawings.encode(image, "png"));
  }

  private void file(String path, byte[] content) throws IOException {
    Path file = temporary.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
