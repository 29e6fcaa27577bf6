import static io.trailhouse.notebook.Cell.*;
import static org.apache.spark.sql.functions.*;
import io.trailhouse.notebook.*;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
