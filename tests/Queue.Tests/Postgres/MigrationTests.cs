using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres;

public sealed class MigrationTests
{
    [Fact]
    public void A_file_gives_its_number_its_name_and_the_least_program()
    {
        var migration = Migration.Parse("0042_some_more.sql", "-- min_program_version: 1.2.3\r\n\r\nselect 1;\n");

        Assert.Equal((42, "0042_some_more", new Version(1, 2, 3)), (migration.Number, migration.Name, migration.LeastProgram));
    }

    [Theory]
    [InlineData("ledger.sql", "-- min_program_version: 1.2.3\n", "the migration ledger.sql has no number; name it NNNN_name.sql")]
    [InlineData("0001_a.sql", "select 1;", "the migration 0001_a.sql does not say which program it needs; add a line '-- min_program_version: 1.2.3'")]
    [InlineData("0001_a.sql", "-- min_program_version: new\n", "the migration 0001_a.sql does not say which program it needs; add a line '-- min_program_version: 1.2.3'")]
    public void A_file_without_them_is_refused(string file, string text, string said) =>
        Assert.Equal(said, Assert.Throws<FormatException>(() => Migration.Parse(file, text)).Message);
}
